package farestream.cli.reconcile;

import com.fasterxml.jackson.core.JsonGenerator;
import farestream.cli.console.JsonStream;
import farestream.reconcile.ComparisonTotals;
import farestream.reconcile.Reconciliation;
import farestream.reconcile.RepairReport;
import farestream.reconcile.Verdict;
import farestream.view.ReconcileViews;
import java.io.PrintWriter;
import java.sql.SQLException;

/// Writes a comparison as one JSON object with every trip that isn't equal.
final class ReconcileJson implements ReconcileReport {
  private final JsonStream report;

  ReconcileJson(PrintWriter out) {
    this.report = new JsonStream(out);
  }

  @Override
  public void compared(ComparisonTotals comparison, Reconciliation reconciliation)
      throws SQLException {
    report.members(ReconcileViews.COMPARISON.json(comparison));
    report.write(json -> json.writeArrayFieldStart("findings"));
    for (var verdict : Verdict.values()) {
      reconciliation.findings(
          verdict, finding -> report.element(ReconcileViews.FINDING.json(finding)));
    }
    report.write(JsonGenerator::writeEndArray);
  }

  @Override
  public void repaired(RepairReport repaired, Reconciliation reconciliation) throws SQLException {
    report.write(json -> json.writeObjectFieldStart("repair"));
    report.members(ReconcileViews.REPAIR.json(repaired));
    compared(repaired.after(), reconciliation);
    report.write(JsonGenerator::writeEndObject);
  }

  @Override
  public void end() {
    report.close();
  }
}
