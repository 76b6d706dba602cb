package farestream.statement;

import farestream.billing.DriverShare;
import farestream.billing.SharePolicy;
import farestream.money.Money;
import java.time.Instant;
import java.util.List;

/// A driver's bill with all that is in it. There is none that doesn't add up.
///
/// @param byHand whether somebody made it by hand
/// @param corrected what the corrections change of what the driver is owed
/// @param carriedIn the balance that the bill before left open
/// @param carriedOut the balance left to the next
/// @param trips none where a bill by hand is for something else than its period's trips
public record Bill(
    long id,
    boolean byHand,
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

  /// @throws DoesNotAddUp if what is in it comes to something else than it says
  public Bill {
    if (!byHand || !trips.isEmpty()) {
      var lines = Split.sum(trips.stream().map(BilledTrip::split).toList());
      same(id, "rides", rides, trips.size());
      same(id, "total", split.total(), lines.total());
      same(id, "driver's part", split.driversPart(), lines.driversPart());
      same(id, "taxes", split.taxes(), lines.taxes());
      same(id, "withheld", split.withheld(), lines.withheld());
      same(id, "cash", split.cash(), lines.cash());
    }
    var differences = Split.sum(corrections.stream().map(Correction::difference).toList());
    same(id, "corrections", corrected, differences.toDriver());
    same(
        id, "payable", payable, split.toDriver().plus(corrected).plus(carriedIn).minus(carriedOut));
    for (var payment : payments) {
      same(id, "payment " + payment.id(), payable, payment.amount());
    }
  }

  /// @param inBill what the bill says of it
  /// @param addedUp what it comes to
  static void same(long billId, String what, Object inBill, Object addedUp) {
    if (!inBill.toString().equals(addedUp.toString())) {
      throw new InconsistentBill(billId, what, inBill.toString(), addedUp.toString());
    }
  }

  /// What was paid or is on its way.
  public Money paid() {
    return Money.sum(payments.stream().filter(Payment::counts).map(Payment::amount).toList());
  }
}
