package farestream.report;

import farestream.money.Money;
import java.time.Instant;
import java.util.List;

/// A cycle or a day in figures, as the ledger stood at one moment. Each of the lists comes to the
/// totals, but for the latencies, which are of some.
///
/// @param hours of the city's clock, 24 of them, by the pick-up
/// @param payments the largest first
public record Report(
    String company,
    Instant made,
    Subject subject,
    Totals totals,
    List<TripTotals> hours,
    PickupAreas places,
    List<OfPayment> payments,
    Latency latency) {

  /// @param drivers who drove; of a cycle, who have a bill with a trip
  /// @param tips of the trips whose parts are known
  /// @param withoutParts trips that were billed with a total that no state on record has, so that
  ///     their tips and tolls aren't known
  public record Totals(
      TripTotals all, long drivers, Money tips, Money tolls, TripTotals withoutParts) {}

  /// @param name as the ledger's table of payment types has it
  /// @param isCash whether the driver took it
  public record OfPayment(String name, boolean isCash, TripTotals tally) {}

  /// What riders paid to drivers in cash.
  public TripTotals cash() {
    return payments.stream()
        .filter(OfPayment::isCash)
        .map(OfPayment::tally)
        .reduce(TripTotals.NONE, TripTotals::plus);
  }
}
