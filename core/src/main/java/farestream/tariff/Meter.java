package farestream.tariff;

import farestream.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/// The taximeter: distance and slow time add up in one unit, the unit begun is due, the first one
/// is in the initial charge. Exact: nothing is rounded but the last unit, up.
final class Meter {
  private final RateCard card;

  Meter(RateCard card) {
    this.card = card;
  }

  void run(Journey journey, List<Line> lines) {
    var begun = begun(journey.miles(), journey.slowTime());
    var beyond = journey.beyond();
    var inTheCity =
        beyond.equals(Journey.Beyond.NONE)
            ? begun
            : begun(
                journey.miles().subtract(beyond.miles()),
                journey.slowTime().minus(beyond.slowTime()));
    lines.add(
        new Line(
            Part.FARE,
            "initial charge",
            "with the first unit",
            card.amount(Figure.INITIAL_CHARGE)));
    add(lines, inTheCity - 1, card.amount(Figure.UNIT), "distance and slow time", "");
    var twice = card.amount(Figure.UNIT).times(2);
    add(lines, begun - inTheCity, twice, "beyond the city line", ", twice the rate");
  }

  private static void add(List<Line> lines, long units, Money unit, String name, String note) {
    if (units > 0) {
      var how = units + (units == 1 ? " unit at " : " units at ") + unit + note;
      lines.add(new Line(Part.FARE, name, how, unit.times(units)));
    }
  }

  /// At least one: the ride's first moment begins it.
  private long begun(BigDecimal miles, Duration slowTime) {
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
