package farestream.report;

import farestream.money.Money;
import java.time.Instant;
import java.util.List;

/// A report on a cycle or a day, from one snapshot of the ledger. Each breakdown adds up to the
/// totals, except the latency, which is known for some trips only.
///
/// @param made when the report was created
/// @param hours 24 totals, by the pick-up's hour in the city's time zone
/// @param places the breakdown by pick-up area
/// @param payments the breakdown by payment type, most trips first
public record Report(
    String company,
    Instant made,
    Subject subject,
    Totals totals,
    List<TripTotals> hours,
    PickupAreas places,
    List<PaymentTypeTotals> payments,
    Latency latency) {

  /// The totals of a report.
  ///
  /// @param drivers the number of drivers; in a report on a cycle, of drivers whose bill has trips
  /// @param tips the tips of the trips whose parts are known
  /// @param tolls the tolls of the trips whose parts are known
  /// @param withoutParts the trips whose billed total matches no recorded version, so that their
  ///     tips and tolls are unknown
  public record Totals(
      TripTotals all, long drivers, Money tips, Money tolls, TripTotals withoutParts) {}

  /// The trips of one payment type.
  ///
  /// @param name the name in `payment_types`
  /// @param isCash whether the driver collected the fare in cash
  public record PaymentTypeTotals(String name, boolean isCash, TripTotals tally) {}

  /// Returns the trips that were paid in cash.
  public TripTotals cash() {
    return payments.stream()
        .filter(PaymentTypeTotals::isCash)
        .map(PaymentTypeTotals::tally)
        .reduce(TripTotals.NONE, TripTotals::plus);
  }
}
