package farestream.tariff;

import java.util.Arrays;

/// The figures of a rate card, by their names in `rates.csv`.
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

  private final String label;

  Figure(String label) {
    this.label = label;
  }

  static Figure named(String name) {
    return Arrays.stream(values())
        .filter(figure -> figure.label.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("rates.csv: unknown figure '" + name + "'"));
  }

  @Override
  public String toString() {
    return label;
  }
}
