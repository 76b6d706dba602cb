package farestream.cli.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.audit.Audit.Found;
import farestream.audit.Audit.Outcome;
import farestream.audit.Audit.Report;
import farestream.audit.Difference;
import farestream.audit.ManualEntries;
import farestream.cli.console.CellText;
import farestream.cli.console.Plural;
import farestream.cli.console.TextTable;
import farestream.view.AuditViews;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/// Prints the report of an audit as text or JSON.
final class AuditText {
  private static final String NO_HEAD =
      "without --expect-head, the audit can't detect that the newest entries were deleted";

  private AuditText() {}

  /// @param headIsExpected whether the chain was compared with an expected head
  static void print(Report report, boolean headIsExpected, PrintWriter out) {
    TextTable.of(AuditViews.TALLY, report.checked().tallies()).print(out);
    printManualEntries(report.manualEntries(), out);
    switch (report.outcome()) {
      case Outcome.Proved(var head) -> {
        out.println();
        out.println("proved: trips, lines, bills, payments and journal agree to the cent");
        head.ifPresent(last -> out.println("head of the chain: " + last));
        if (!headIsExpected) {
          out.println(NO_HEAD);
        }
      }
      case Outcome.Disproved disproved -> {
        out.println();
        out.println(
            "not proved; the first difference of each step (later ones may follow from earlier ones):");
        disproved
            .steps()
            .forEach(found -> out.println(line(found, found.equals(disproved.first()))));
      }
    }
  }

  private static String line(Found found, boolean isFirst) {
    return (isFirst ? "first, " : "then, ") + difference(found);
  }

  private static void printManualEntries(ManualEntries manual, PrintWriter out) {
    if (manual.bills() > 0) {
      out.printf("%nmanual: %s, %s%n", Plural.of(manual.bills(), "bill"), manual.billed());
      TextTable.of(AuditViews.BILL, manual.latestBills()).print(out);
      printRest(manual.latestBills().size(), manual.bills(), out);
    }
    if (manual.payments() > 0) {
      out.printf("%nmanual: %s, %s%n", Plural.of(manual.payments(), "payment"), manual.paid());
      TextTable.of(AuditViews.PAYMENT, manual.latestPayments()).print(out);
      printRest(manual.latestPayments().size(), manual.payments(), out);
    }
  }

  private static void printRest(int shown, long all, PrintWriter out) {
    if (all > shown) {
      out.printf("(the latest %d of %d)%n", shown, all);
    }
  }

  /// Returns the first difference of all steps in one line.
  static String refusal(Outcome.Disproved disproved) {
    var later = disproved.steps().size() - 1;
    return "not proved, %s%s"
        .formatted(
            difference(disproved.first()),
            later == 0
                ? ""
                : "; %s also found differences".formatted(Plural.of(later, "later step")));
  }

  private static String difference(Found found) {
    var first = found.first();
    return "%s: %s: %s%s %s, and %s%s"
        .formatted(
            AuditViews.name(found.step()),
            first.what(),
            rows(first),
            first.figure(),
            first.is().map(is -> "is " + is).orElse("is missing"),
            first.shouldBe().map(due -> "should be " + due).orElse("should not exist"),
            found.rows() == 1 ? "" : "; the first of " + Plural.of(found.rows(), "difference"));
  }

  private static String rows(Difference difference) {
    if (difference.rows().isEmpty()) {
      return "";
    }
    return CellText.oneLine(
        difference.rows().entrySet().stream()
            .map(row -> row.getKey() + " " + row.getValue())
            .collect(Collectors.joining(", ", "", ": ")));
  }

  static ObjectNode json(Report report, boolean headIsExpected) {
    return AuditViews.REPORT.json(report).put("headExpected", headIsExpected);
  }
}
