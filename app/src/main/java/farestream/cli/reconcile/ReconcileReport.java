package farestream.cli.reconcile;

import farestream.reconcile.ComparisonTotals;
import farestream.reconcile.Reconciliation;
import farestream.reconcile.RepairReport;
import java.io.PrintWriter;
import java.sql.SQLException;

/// The report of a comparison and repair. It is written incrementally, because many trips may
/// differ and a repair changes the findings.
sealed interface ReconcileReport permits ReconcileText, ReconcileJson {

  /// Reports a comparison.
  ///
  /// @param reconciliation provides the trips that aren't equal
  void compared(ComparisonTotals comparison, Reconciliation reconciliation) throws SQLException;

  /// Reports a repair.
  ///
  /// @param reconciliation provides the trips that still aren't equal
  void repaired(RepairReport repaired, Reconciliation reconciliation) throws SQLException;

  void end();

  static ReconcileReport of(boolean json, PrintWriter out) {
    return json ? new ReconcileJson(out) : new ReconcileText(out);
  }
}
