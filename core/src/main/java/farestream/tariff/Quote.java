package farestream.tariff;

import farestream.money.Money;
import farestream.trip.Fare;
import java.time.LocalDate;
import java.util.List;

/// What a ride costs, line by line; tolls and tip come on top.
///
/// @param cardSince the first day of the rate card that it goes by
/// @param lines in the order of a trip's record; none is 0 but that of the fare
public record Quote(RateCode rateCode, LocalDate cardSince, List<Line> lines) {
  public Quote {
    lines = List.copyOf(lines);
  }

  public Money total() {
    return Money.sum(lines.stream().map(Line::amount).toList());
  }

  public Money amount(Part part) {
    return Money.sum(lines.stream().filter(line -> line.part() == part).map(Line::amount).toList());
  }

  /// As a completed trip holds it, with neither tolls nor tip.
  public Fare fare() {
    return new Fare(
        amount(Part.FARE),
        amount(Part.EXTRA),
        amount(Part.MTA_TAX),
        Money.ZERO,
        Money.ZERO,
        Money.ZERO,
        amount(Part.IMPROVEMENT_SURCHARGE),
        amount(Part.CONGESTION_SURCHARGE),
        amount(Part.AIRPORT_FEE),
        amount(Part.CBD_CONGESTION_FEE),
        Money.ZERO,
        total());
  }
}
