package farestream.cli.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.audit.Audit.Found;
import farestream.audit.Audit.Outcome;
import farestream.audit.Audit.Report;
import farestream.audit.AuditStep;
import farestream.audit.Difference;
import farestream.audit.ManualEntries;
import farestream.cli.console.Plural;
import farestream.cli.console.TextTable;
import farestream.view.AuditViews;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/// What an audit has to say, for a person or a program.
final class AuditText {
  private static final String NO_HEAD =
      "without --expect-head, the newest entries could have been cut off unnoticed";

  private AuditText() {}

  /// @param headIsNoted whether the chain was held against a head from elsewhere
  static void print(Report report, boolean headIsNoted, PrintWriter out) {
    TextTable.of(AuditViews.TALLY, report.checked().tallies()).print(out);
    printMadeByHand(report.madeByHand(), out);
    switch (report.outcome()) {
      case Outcome.Proved(var head) -> {
        out.println();
        out.println("proved: trips, lines, bills, payments and journal agree to the cent");
        head.ifPresent(last -> out.println("head of the chain: " + last));
        if (!headIsNoted) {
          out.println(NO_HEAD);
        }
      }
      case Outcome.Disproved disproved -> {
        out.println();
        out.println(
            "not proved; the first difference of each step, which later ones may follow from:");
        disproved
            .steps()
            .forEach(found -> out.println(line(found, found.equals(disproved.first()))));
      }
    }
  }

  private static String line(Found found, boolean isFirst) {
    return (isFirst ? "first, " : "then, ") + difference(found);
  }

  private static void printMadeByHand(ManualEntries made, PrintWriter out) {
    if (made.bills() > 0) {
      out.printf("%nmade by hand: %s, %s%n", Plural.of(made.bills(), "bill"), made.billed());
      TextTable.of(AuditViews.BILL, made.latestBills()).print(out);
      printRest(made.latestBills().size(), made.bills(), out);
    }
    if (made.payments() > 0) {
      out.printf("%nmade by hand: %s, %s%n", Plural.of(made.payments(), "payment"), made.paid());
      TextTable.of(AuditViews.PAYMENT, made.latestPayments()).print(out);
      printRest(made.latestPayments().size(), made.payments(), out);
    }
  }

  private static void printRest(int shown, long all, PrintWriter out) {
    if (all > shown) {
      out.printf("(the latest %d of %d)%n", shown, all);
    }
  }

  /// The very first difference in one line.
  static String refusal(Outcome.Disproved disproved) {
    var later = disproved.steps().size() - 1;
    return "not proved, %s%s"
        .formatted(
            difference(disproved.first()),
            later == 0 ? "" : "; %s found some, too".formatted(Plural.of(later, "later step")));
  }

  private static String difference(Found found) {
    var first = found.first();
    return "%s: %s: %s%s %s, and %s%s"
        .formatted(
            name(found.step()),
            first.what(),
            rows(first),
            first.figure(),
            first.is().map(is -> "is " + is).orElse("is not there"),
            first.shouldBe().map(due -> "should be " + due).orElse("should not be there"),
            found.rows() == 1
                ? ""
                : "; it is the first of " + Plural.of(found.rows(), "difference"));
  }

  static String name(AuditStep step) {
    return step.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String rows(Difference difference) {
    if (difference.rows().isEmpty()) {
      return "";
    }
    return TextTable.onOneLine(
        difference.rows().entrySet().stream()
            .map(row -> row.getKey() + " " + row.getValue())
            .collect(Collectors.joining(", ", "", ": ")));
  }

  static ObjectNode json(Report report, boolean headIsNoted) {
    var json = JsonNodeFactory.instance.objectNode();
    switch (report.outcome()) {
      case Outcome.Proved(var head) -> {
        json.put("proved", true);
        head.ifPresent(
            last ->
                json.putObject("head").put("posting", last.posting()).put("digest", last.digest()));
      }
      case Outcome.Disproved disproved -> {
        json.put("proved", false);
        var steps = json.putArray("differences");
        disproved.steps().forEach(found -> put(found, found.equals(disproved.first()), steps));
      }
    }
    json.put("headExpected", headIsNoted);
    var checked = json.putObject("checked");
    for (var tally : report.checked().tallies()) {
      checked.putObject(tally.of()).put("rows", tally.rows()).put("amount", tally.sum());
    }
    json.set("madeByHand", json(report.madeByHand()));
    return json;
  }

  private static void put(Found found, boolean isFirst, ArrayNode steps) {
    var first = found.first();
    var difference =
        steps
            .addObject()
            .put("step", name(found.step()))
            .put("first", isFirst)
            .put("what", first.what());
    var keys = difference.putObject("rows");
    first.rows().forEach(keys::put);
    difference
        .put("figure", first.figure())
        .put("is", first.is().orElse(null))
        .put("shouldBe", first.shouldBe().orElse(null))
        .put("inStep", found.rows());
  }

  private static ObjectNode json(ManualEntries made) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("bills", made.bills()).put("billed", made.billed());
    json.put("payments", made.payments()).put("paid", made.paid());
    json.set("latestBills", AuditViews.BILL.json(made.latestBills()));
    json.set("latestPayments", AuditViews.PAYMENT.json(made.latestPayments()));
    return json;
  }
}
