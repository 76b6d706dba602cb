package farestream.tariff;

import farestream.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/// The taximeter: it counts distance and slow time in one unit and charges every unit begun; the
/// initial charge includes the first unit. The computation is exact; only the number of units is
/// rounded, up.
final class Meter {
  private final RateCard card;

  Meter(RateCard card) {
    this.card = card;
  }

  void run(Journey journey, List<QuoteLine> lines) {
    var units = units(journey.miles(), journey.slowTime());
    var beyond = journey.beyond();
    var unitsInTheCity =
        beyond.equals(Journey.Beyond.NONE)
            ? units
            : units(
                journey.miles().subtract(beyond.miles()),
                journey.slowTime().minus(beyond.slowTime()));
    lines.add(
        new QuoteLine(
            Part.FARE,
            "initial charge",
            "with the first unit",
            card.amount(Figure.INITIAL_CHARGE)));
    add(lines, unitsInTheCity - 1, card.amount(Figure.UNIT), "distance and slow time", "");
    var doubleUnit = card.amount(Figure.UNIT).times(2);
    add(lines, units - unitsInTheCity, doubleUnit, "beyond the city limits", ", twice the rate");
  }

  private static void add(List<QuoteLine> lines, long units, Money unit, String name, String note) {
    if (units > 0) {
      var how = units + (units == 1 ? " unit at " : " units at ") + unit + note;
      lines.add(new QuoteLine(Part.FARE, name, how, unit.times(units)));
    }
  }

  /// Returns the number of units begun, at least one: every ride begins the first.
  private long units(BigDecimal miles, Duration slowTime) {
    var seconds = BigDecimal.valueOf(slowTime.toNanos(), 9);
    var secondsPerUnit = card.number(Figure.SECONDS_PER_UNIT);
    var units =
        miles
            .multiply(card.number(Figure.UNITS_PER_MILE))
            .multiply(secondsPerUnit)
            .add(seconds)
            .divide(secondsPerUnit, 0, RoundingMode.CEILING);
    return Math.max(1, units.longValueExact());
  }
}
