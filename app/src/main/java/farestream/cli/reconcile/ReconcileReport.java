package farestream.cli.reconcile;

import farestream.reconcile.Comparison;
import farestream.reconcile.Reconciliation;
import farestream.reconcile.RepairReport;
import java.io.PrintWriter;
import java.sql.SQLException;

/// What a comparison has to say. Written as it goes on: there may be many trips that differ, and a
/// repair changes what there is to say of them.
sealed interface ReconcileReport permits ReconcileText, ReconcileJson {

  /// @param reconciliation has the trips that are not equal
  void compared(Comparison comparison, Reconciliation reconciliation) throws SQLException;

  /// @param reconciliation has the trips that still are not
  void repaired(RepairReport repaired, Reconciliation reconciliation) throws SQLException;

  void end();

  static ReconcileReport of(boolean json, PrintWriter out) {
    return json ? new ReconcileJson(out) : new ReconcileText(out);
  }
}
