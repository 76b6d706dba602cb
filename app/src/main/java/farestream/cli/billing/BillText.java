package farestream.cli.billing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.billing.Billing.Outcome;
import farestream.billing.Holds;
import farestream.billing.ManualBill;
import farestream.billing.Terms;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.Plural;
import farestream.cli.notice.HoldText;
import farestream.cli.notice.OpenQuarantine;
import farestream.document.StatementWording;
import farestream.failure.Refusal;
import farestream.view.CityTime;
import farestream.view.CycleViews;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// What came of closing a cycle, as a person or a program reads it.
final class BillText {
  /// What was asked for.
  enum Way {
    CLOSE,
    PROPOSE,
    DRY_RUN
  }

  private final ZoneId zone;
  private final Way way;
  private final OpenQuarantine openQuarantine;
  private final int limit;
  private final PrintWriter out;

  /// @param limit how many bills are printed at the most
  BillText(ZoneId zone, Way way, OpenQuarantine openQuarantine, int limit, PrintWriter out) {
    this.zone = zone;
    this.way = way;
    this.openQuarantine = openQuarantine;
    this.limit = limit;
    this.out = out;
  }

  /// Every bill, and nothing else on standard output.
  ///
  /// @param beside gets what a person must know of what the bills leave out
  /// @return the exit status
  int printCsv(Outcome outcome, PrintWriter beside) {
    switch (outcome) {
      case Outcome.Closed closed -> {
        CycleViews.BILL.writeCsv(closed.bills(), out);
        printRemarks(closed, beside);
        printLeftOut(closed.madeByHand(), closed.held(), beside);
      }
      case Outcome.NothingToBill nothing -> {
        CycleViews.BILL.writeCsv(List.of(), out);
        printLeftOut(nothing.madeByHand(), nothing.held(), beside);
      }
      case Outcome.Refused refused -> throw refused(refused);
    }
    openQuarantine.printNotBilled(beside);
    return ExitStatus.DONE;
  }

  /// @return the exit status
  int print(Outcome outcome, boolean json) {
    switch (outcome) {
      case Outcome.Closed closed when json -> out.println(json(closed));
      case Outcome.Closed closed -> print(closed);
      case Outcome.NothingToBill nothing when json -> out.println(json(nothing));
      case Outcome.NothingToBill nothing -> {
        out.println("nothing to bill before " + time(nothing.cutOff()));
        printLeftOut(nothing.madeByHand(), nothing.held(), out);
      }
      case Outcome.Refused refused -> throw refused(refused);
    }
    if (!json) {
      openQuarantine.printNotBilled(out);
    }
    return ExitStatus.DONE;
  }

  private void print(Outcome.Closed closed) {
    var cycle = closed.cycle();
    var bills = new BillTable(closed.bills());
    bills.print(out, limit);
    bills.printSums(
        "cycle %d%s, %s to %s"
            .formatted(cycle.number(), done(), time(cycle.starts()), time(cycle.ends())),
        out);
    printRemarks(closed, out);
    if (!cycle.terms().equals(Terms.LAB)) {
      out.println(StatementWording.terms(cycle.terms()));
    }
    if (way == Way.PROPOSE) {
      out.printf(
          "it waits for another person: ./farestream cycle approve %d --by NAME%n", cycle.number());
    }
    printLeftOut(closed.madeByHand(), closed.held(), out);
  }

  private static void printRemarks(Outcome.Closed closed, PrintWriter to) {
    var remarks = closed.remarks();
    if (!remarks.shareOfCash().isZero()) {
      to.printf(
          "cash: %s of it is %s of what riders paid in cash, which the drivers hold already; the policy"
              + " components takes it off%n",
          remarks.shareOfCash(), closed.cycle().terms().driverShare());
    }
    if (remarks.ridesBeyondParts() > 0) {
      to.printf(
          "the total isn't the sum of the named parts: %s, %s in all (./farestream trip show has the"
              + " parts)%n",
          Plural.of(remarks.ridesBeyondParts(), "ride"), remarks.beyondParts());
    }
  }

  private String done() {
    return switch (way) {
      case DRY_RUN -> " would be closed (dry run, nothing written)";
      case PROPOSE -> " proposed";
      case CLOSE -> " closed";
    };
  }

  private static void printLeftOut(List<ManualBill> byHand, Holds held, PrintWriter to) {
    for (var bill : byHand) {
      to.printf(
          "left out: %s of driver %d, %s in all, billed by hand in bill %d%n",
          Plural.of(bill.leftOutRides(), "ride"),
          bill.driverId(),
          bill.leftOutAmount(),
          bill.billId());
      if (!bill.matchesItsTrips()) {
        to.printf(
            "  check bill %d: it bills %s, %s, but its period holds %d, %s%n",
            bill.billId(),
            Plural.of(bill.billedRides(), "ride"),
            bill.billedAmount(),
            bill.heldRides(),
            bill.heldAmount());
      }
    }
    HoldText.print(held, to);
  }

  private Refusal refused(Outcome.Refused refused) {
    return switch (refused) {
      case Outcome.CutOffToCome(var cutOff, var now) ->
          new Refusal(
              "%s is still to come (it is %s), and trips may end before it: choose an earlier --until"
                  .formatted(time(cutOff), time(now)));
      case Outcome.CutOffInClosedCycle(var cutOff, var last) ->
          new Refusal(
              "cycle %d is closed until %s and never changes: choose an --until after it, not %s"
                  .formatted(last.number(), time(last.ends()), time(cutOff)));
      case Outcome.LastIsProposed(var last) ->
          new Refusal(
              "cycle %1$d is proposed and comes first: ./farestream cycle approve %1$d, or reject %1$d"
                  .formatted(last.number()));
      case Outcome.TripsAreBeingWritten(var waited) ->
          new Refusal(
              "a transaction has been writing trips for over %d s and may still add to the cycle: end it, and try again"
                  .formatted(waited.toSeconds()));
      case Outcome.AmountTooLarge(var driverId) ->
          new Refusal(
              "the bill of driver %d is beyond what an amount can be: choose an earlier --until"
                  .formatted(driverId));
    };
  }

  private String json(Outcome.Closed closed) {
    var json = JsonNodeFactory.instance.objectNode();
    var cycle = closed.cycle();
    json.put("cycle", cycle.number());
    json.put("starts", cycle.starts().toString());
    json.put("ends", cycle.ends().toString());
    json.put("dryRun", way == Way.DRY_RUN);
    json.put("proposed", way == Way.PROPOSE);
    openQuarantine.json(json);
    json.setAll(CycleViews.TERMS.json(cycle.terms()));
    json.setAll(CycleViews.BILL.sums(closed.bills()));
    json.put("shareOfCash", closed.remarks().shareOfCash().amount());
    json.put("ridesBeyondParts", closed.remarks().ridesBeyondParts());
    json.put("beyondParts", closed.remarks().beyondParts().amount());
    json.set("bills", CycleViews.BILL.json(closed.bills()));
    json.set("madeByHand", CycleViews.LEFT_OUT.json(closed.madeByHand()));
    HoldText.json(closed.held(), json);
    return json.toPrettyString();
  }

  private String json(Outcome.NothingToBill nothing) {
    var json = JsonNodeFactory.instance.objectNode();
    json.putNull("cycle");
    json.put("ends", nothing.cutOff().toString());
    json.put("dryRun", way == Way.DRY_RUN);
    openQuarantine.json(json);
    json.putArray("bills");
    json.set("madeByHand", CycleViews.LEFT_OUT.json(nothing.madeByHand()));
    HoldText.json(nothing.held(), json);
    return json.toPrettyString();
  }

  private String time(Instant instant) {
    return CityTime.text(instant, zone);
  }
}
