package farestream.cli.reconcile;

import farestream.cli.console.Plural;
import farestream.cli.console.TextTable;
import farestream.reconcile.ComparisonTotals;
import farestream.reconcile.Reconciliation;
import farestream.reconcile.RepairReport;
import farestream.reconcile.SideTotals;
import farestream.reconcile.Verdict;
import farestream.view.ReconcileViews;
import farestream.view.View;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Prints a comparison as text: the totals, and the first trips with each verdict.
record ReconcileText(PrintWriter out) implements ReconcileReport {
  private static final int EXAMPLES = 10;

  private record Sums(String trips, SideTotals totals) {}

  private static final View<Sums> SUMS =
      View.<Sums>empty().summary("trips", Sums::trips).with(ReconcileViews.TOTALS, Sums::totals);

  @Override
  public void compared(ComparisonTotals comparison, Reconciliation reconciliation)
      throws SQLException {
    printSums(comparison);
    printExamples(comparison, reconciliation);
    printConclusion(comparison);
  }

  @Override
  public void repaired(RepairReport repaired, Reconciliation reconciliation) throws SQLException {
    out.println();
    if (repaired.isNothing()) {
      out.println("nothing to repair");
    } else {
      out.printf(
          "repaired: %d recorded, %d amended, %s noted, %d quarantined, %d left alone%n",
          repaired.recorded(),
          repaired.amended(),
          Plural.of(repaired.removalsNoted(), "removal"),
          repaired.quarantined(),
          repaired.leftAlone());
    }
    if (repaired.gapsHealed() > 0) {
      out.printf("%s of the stream healed%n", Plural.of(repaired.gapsHealed(), "gap"));
    }
    if (!repaired.isNothing()) {
      out.println();
      compared(repaired.after(), reconciliation);
    }
  }

  @Override
  public void end() {
    out.flush();
  }

  private void printSums(ComparisonTotals comparison) {
    var rows = new ArrayList<Sums>();
    for (var verdict : Verdict.values()) {
      var totals = comparison.of(verdict);
      if (totals.trips() > 0 || verdict == Verdict.EQUAL) {
        rows.add(new Sums(verdict.words(), totals));
      }
    }
    rows.add(new Sums("in all", comparison.inAll()));
    TextTable.of(SUMS, rows).print(out);
  }

  private void printExamples(ComparisonTotals comparison, Reconciliation reconciliation)
      throws SQLException {
    for (var verdict : Verdict.values()) {
      var examples = reconciliation.findings(verdict, EXAMPLES);
      if (!examples.isEmpty()) {
        out.println();
        out.println(verdict.words() + ":");
        TextTable.of(ReconcileViews.FINDING, examples).print(out);
        var number = comparison.of(verdict).trips();
        if (number > examples.size()) {
          out.println("(the first %d of %d; --json shows all)".formatted(examples.size(), number));
        }
      }
    }
  }

  private void printConclusion(ComparisonTotals comparison) {
    if (comparison.isEqual()) {
      var explained = new ArrayList<String>();
      explain(explained, comparison, Verdict.WAITING, "still in the stream");
      explain(
          explained,
          comparison,
          Verdict.UNSENT,
          "of an interrupted import: run the same ./farestream history command again");
      explain(explained, comparison, Verdict.REMOVED, "recorded as removed from DynamoDB");
      explain(explained, comparison, Verdict.DROPPED, "dropped from quarantine");
      out.println();
      out.println(conclusion(comparison, String.join(", ", explained)));
    }
  }

  /// Returns the conclusion, which doesn't claim agreement if no trip is on both sides.
  private static String conclusion(ComparisonTotals comparison, String explained) {
    if (explained.isEmpty()) {
      return "both sides agree to the cent";
    }
    return comparison.of(Verdict.EQUAL).trips() > 0
        ? "both sides agree to the cent, except for " + explained
        : "no trip is on both sides: " + explained;
  }

  private static void explain(
      List<String> explained, ComparisonTotals comparison, Verdict verdict, String where) {
    var trips = comparison.of(verdict).trips();
    if (trips > 0) {
      explained.add(Plural.of(trips, "trip") + " " + where);
    }
  }
}
