package farestream.tariff;

import farestream.money.Money;
import farestream.trip.Fare;
import java.time.LocalDate;
import java.util.List;

/// The price of a ride, line by line, without tolls and tip.
///
/// @param cardSince the first day of the rate card used
/// @param lines in the order of a trip's columns; only the fare's line may be 0
public record Quote(RateCode rateCode, LocalDate cardSince, List<QuoteLine> lines) {
  public Quote {
    lines = List.copyOf(lines);
  }

  public Money total() {
    return Money.sum(lines.stream().map(QuoteLine::amount).toList());
  }

  public Money amount(Part part) {
    return Money.sum(
        lines.stream().filter(line -> line.part() == part).map(QuoteLine::amount).toList());
  }

  /// Returns the quote as the fare of a completed trip, with tolls and tip 0.
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
