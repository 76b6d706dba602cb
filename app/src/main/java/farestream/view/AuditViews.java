package farestream.view;

import farestream.audit.Checked;
import farestream.audit.MadeByHand;

/// What an audit has counted, and what was made by hand.
public final class AuditViews {
  public static final View<Checked.Tally> TALLY =
      View.<Checked.Tally>empty()
          .column("checked", Checked.Tally::of)
          .column("rows", Checked.Tally::rows)
          .column(
              "amount",
              "amount",
              Checked.Tally::sum,
              tally -> tally.sum().signum() == 0 ? "" : tally.sum().toPlainString());

  /// Its period is open at both ends.
  public static final View<MadeByHand.Bill> BILL =
      View.<MadeByHand.Bill>empty()
          .column("bill", MadeByHand.Bill::id)
          .column("driver", MadeByHand.Bill::driverId)
          .column("after", "starts", MadeByHand.Bill::starts)
          .column("before", "ends", MadeByHand.Bill::ends)
          .column("rides", MadeByHand.Bill::rides)
          .column("lines", MadeByHand.Bill::lines)
          .column("billed", MadeByHand.Bill::amount);

  public static final View<MadeByHand.Payment> PAYMENT =
      View.<MadeByHand.Payment>empty()
          .column("payment", MadeByHand.Payment::id)
          .column("bill", MadeByHand.Payment::billId)
          .column("driver", MadeByHand.Payment::driverId)
          .column("date", "paidAt", MadeByHand.Payment::paidAt)
          .column("paid", MadeByHand.Payment::amount);

  private AuditViews() {}
}
