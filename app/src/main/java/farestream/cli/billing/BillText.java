package farestream.cli.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

/// Prints the outcome of `bill` as text, CSV or JSON.
final class BillText {
  /// The requested mode.
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

  /// @param limit the maximum number of bills that are printed
  BillText(ZoneId zone, Way way, OpenQuarantine openQuarantine, int limit, PrintWriter out) {
    this.zone = zone;
    this.way = way;
    this.openQuarantine = openQuarantine;
    this.limit = limit;
    this.out = out;
  }

  /// Prints all bills as CSV, and nothing else, on standard output.
  ///
  /// @param err where remarks and trips left out are printed
  /// @return the exit status
  int printCsv(Outcome outcome, PrintWriter err) {
    switch (outcome) {
      case Outcome.Closed closed -> {
        CycleViews.BILL.writeCsv(closed.bills(), out);
        printRemarks(closed, err);
        printLeftOut(closed.manualBills(), closed.held(), err);
      }
      case Outcome.NothingToBill nothing -> {
        CycleViews.BILL.writeCsv(List.of(), out);
        printLeftOut(nothing.manualBills(), nothing.held(), err);
      }
      case Outcome.Refused refused -> throw refused(refused);
    }
    openQuarantine.printNotBilled(err);
    return ExitStatus.DONE;
  }

  /// @return the exit status
  int print(Outcome outcome, boolean json) {
    switch (outcome) {
      case Outcome.Closed closed when json -> out.println(json(closed));
      case Outcome.Closed closed -> print(closed);
      case Outcome.NothingToBill nothing when json ->
          out.println(json(CycleViews.NOTHING.json(nothing)));
      case Outcome.NothingToBill nothing -> {
        out.println("nothing to bill before " + time(nothing.cutOff()));
        printLeftOut(nothing.manualBills(), nothing.held(), out);
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
      out.printf("another person must approve it: ./farestream cycle approve %d%n", cycle.number());
    }
    printLeftOut(closed.manualBills(), closed.held(), out);
  }

  private static void printRemarks(Outcome.Closed closed, PrintWriter to) {
    var remarks = closed.remarks();
    if (!remarks.shareOfCash().isZero()) {
      to.printf(
          "cash: the drivers' part includes %s, a share of %s of fares that riders paid in cash and"
              + " drivers hold already; the policy components deducts it%n",
          remarks.shareOfCash(), closed.cycle().terms().driverShare());
    }
    if (remarks.ridesBeyondParts() > 0) {
      to.printf(
          "total differs from the sum of its parts: %s, %s in all (./farestream trip show lists the"
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

  private static void printLeftOut(List<ManualBill> manualBills, Holds held, PrintWriter to) {
    for (var bill : manualBills) {
      to.printf(
          "left out: %s of driver %d, %s in all, already in manual bill %d%n",
          Plural.of(bill.leftOutRides(), "ride"),
          bill.driverId(),
          bill.leftOutAmount(),
          bill.billId());
      if (!bill.matchesItsTrips()) {
        to.printf(
            "  check bill %d: it bills %s, %s, but its period contains %d, %s%n",
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
      case Outcome.CutOffInFuture(var cutOff, var now) ->
          new Refusal(
              "--until %s is in the future (now is %s), and more trips may end before it: choose an"
                      .formatted(time(cutOff), time(now))
                  + " earlier --until");
      case Outcome.CutOffInClosedCycle(var cutOff, var last) ->
          new Refusal(
              "--until %s is in cycle %d, which is closed until %s and can't change: choose a later"
                      .formatted(time(cutOff), last.number(), time(last.ends()))
                  + " --until");
      case Outcome.LastIsProposed(var last) ->
          new Refusal(
              "cycle %1$d is proposed and must be decided first: ./farestream cycle approve %1$d, or"
                      .formatted(last.number())
                  + " cycle reject %d".formatted(last.number()));
      case Outcome.WasProposed(var number) ->
          new Refusal(
              "cycle %d was proposed and rejected, so only another person's approval can close it: add"
                      .formatted(number)
                  + " --propose");
      case Outcome.TripsAreBeingWritten(var waited) ->
          new Refusal(
              "a transaction has been writing trips for over %d s and could still add to the cycle: end"
                      .formatted(waited.toSeconds())
                  + " it and try again");
      case Outcome.AmountTooLarge(var driverId) ->
          new Refusal(
              "the bill of driver %d exceeds the range of an amount: choose an earlier --until"
                  .formatted(driverId));
    };
  }

  private String json(Outcome.Closed closed) {
    var json = CycleViews.CLOSED.json(closed).put("proposed", way == Way.PROPOSE);
    json.setAll(CycleViews.BILL.sums(closed.bills()));
    return json(json);
  }

  private String json(ObjectNode json) {
    json.put("dryRun", way == Way.DRY_RUN).setAll(OpenQuarantine.VIEW.json(openQuarantine));
    return json.toPrettyString();
  }

  private String time(Instant instant) {
    return CityTime.text(instant, zone);
  }
}
