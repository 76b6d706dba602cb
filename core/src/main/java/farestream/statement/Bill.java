package farestream.statement;

import farestream.billing.DriverShare;
import farestream.billing.SharePolicy;
import farestream.money.Money;
import java.time.Instant;
import java.util.List;

/// A driver's bill with its trips, corrections and payments. The constructor rejects a bill whose
/// parts don't add up.
///
/// @param isManual whether the bill is manual
/// @param rides the number of trips on the bill
/// @param corrected the sum of the corrections; positive in the driver's favour
/// @param carriedIn the balance carried over from the previous bill
/// @param carriedOut the balance carried into the next bill
/// @param trips empty if the bill is manual and doesn't match the trips of its period
public record Bill(
    long id,
    boolean isManual,
    Instant starts,
    Instant ends,
    Instant date,
    SharePolicy policy,
    DriverShare driverShare,
    long rides,
    Split split,
    Money corrected,
    Money carriedIn,
    Money carriedOut,
    Money payable,
    List<BilledTrip> trips,
    List<Correction> corrections,
    List<Payment> payments) {

  /// @throws InconsistentBill if an amount of the bill differs from the sum of its parts
  public Bill {
    if (!isManual || !trips.isEmpty()) {
      var lines = Split.sum(trips.stream().map(BilledTrip::split).toList());
      requireEqual(id, "rides", rides, trips.size());
      requireEqual(id, "total", split.total(), lines.total());
      requireEqual(id, "driver's part", split.driversPart(), lines.driversPart());
      requireEqual(id, "taxes", split.taxes(), lines.taxes());
      requireEqual(id, "withheld", split.withheld(), lines.withheld());
      requireEqual(id, "cash", split.cash(), lines.cash());
    }
    var differences = Split.sum(corrections.stream().map(Correction::difference).toList());
    requireEqual(id, "corrections", corrected, differences.toDriver());
    requireEqual(
        id, "payable", payable, split.toDriver().plus(corrected).plus(carriedIn).minus(carriedOut));
    for (var payment : payments) {
      requireEqual(id, "payment " + payment.id(), payable, payment.amount());
    }
  }

  /// Checks that a figure equals its recomputed value.
  ///
  /// @param inBill the value on the bill
  /// @param addedUp the recomputed value
  /// @throws InconsistentBill if they differ
  static void requireEqual(long billId, String what, Object inBill, Object addedUp) {
    if (!inBill.toString().equals(addedUp.toString())) {
      throw new InconsistentBill(billId, what, inBill.toString(), addedUp.toString());
    }
  }

  /// Returns the sum of the payments that count, which are completed, pending or submitted.
  public Money paid() {
    return Money.sum(payments.stream().filter(Payment::counts).map(Payment::amount).toList());
  }
}
