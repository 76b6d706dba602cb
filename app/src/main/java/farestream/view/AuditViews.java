package farestream.view;

import farestream.audit.CheckedRows;
import farestream.audit.ManualEntries;

/// Views of an audit: the rows it checked, and manual bills and payments.
public final class AuditViews {
  public static final View<CheckedRows.Tally> TALLY =
      View.<CheckedRows.Tally>empty()
          .column("checked", CheckedRows.Tally::of)
          .column("rows", CheckedRows.Tally::rows)
          .column(
              "amount",
              "amount",
              CheckedRows.Tally::sum,
              tally -> tally.sum().signum() == 0 ? "" : tally.sum().toPlainString());

  /// A manual bill. Its period excludes both ends.
  public static final View<ManualEntries.Bill> BILL =
      View.<ManualEntries.Bill>empty()
          .column("bill", ManualEntries.Bill::id)
          .column("driver", ManualEntries.Bill::driverId)
          .column("after", "starts", ManualEntries.Bill::starts)
          .column("before", "ends", ManualEntries.Bill::ends)
          .column("rides", ManualEntries.Bill::rides)
          .column("lines", ManualEntries.Bill::lines)
          .column("billed", ManualEntries.Bill::amount);

  public static final View<ManualEntries.Payment> PAYMENT =
      View.<ManualEntries.Payment>empty()
          .column("payment", ManualEntries.Payment::id)
          .column("bill", ManualEntries.Payment::billId)
          .column("driver", ManualEntries.Payment::driverId)
          .column("date", "paidAt", ManualEntries.Payment::paidAt)
          .column("paid", ManualEntries.Payment::amount);

  private AuditViews() {}
}
