package farestream.tariff;

import java.util.Arrays;

/// The figures of the rate card, as `rates.csv` calls them.
enum Figure {
  INITIAL_CHARGE("initial charge"),
  UNIT("unit"),
  UNITS_PER_MILE("units per mile"),
  SECONDS_PER_UNIT("seconds per unit"),
  NIGHT("night"),
  RUSH_HOURS("rush hours"),
  MTA_TAX("MTA tax"),
  IMPROVEMENT_SURCHARGE("improvement surcharge"),
  JFK_FLAT_FARE("JFK flat fare"),
  JFK_RUSH_HOURS("JFK rush hours"),
  NEWARK_SURCHARGE("Newark surcharge"),
  LAGUARDIA_SURCHARGE("LaGuardia surcharge"),
  CONGESTION_SURCHARGE("congestion surcharge"),
  AIRPORT_FEE("airport fee"),
  CBD_CONGESTION_FEE("CBD congestion fee");

  private final String words;

  Figure(String words) {
    this.words = words;
  }

  static Figure called(String words) {
    return Arrays.stream(values())
        .filter(figure -> figure.words.equals(words))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("the rate card has no figure '" + words + "'"));
  }

  @Override
  public String toString() {
    return words;
  }
}
