package farestream.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.billing.Billing.Outcome;
import farestream.billing.DriverBill;
import farestream.billing.HandMadeBill;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// What came of closing a cycle, as a person or a program reads it.
final class BillText {
  private static final int MOST_ROWS = 50;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z");

  private final ZoneId zone;
  private final boolean dryRun;
  private final long openQuarantine;
  private final PrintWriter out;

  BillText(ZoneId zone, boolean dryRun, long openQuarantine, PrintWriter out) {
    this.zone = zone;
    this.dryRun = dryRun;
    this.openQuarantine = openQuarantine;
    this.out = out;
  }

  /// @return the exit status
  int print(Outcome outcome, boolean json) {
    switch (outcome) {
      case Outcome.Closed closed when json -> out.println(json(closed));
      case Outcome.Closed closed -> print(closed);
      case Outcome.NothingToBill nothing when json -> out.println(json(nothing));
      case Outcome.NothingToBill nothing -> {
        printMadeByHand(nothing.madeByHand());
        out.println("nothing to bill before " + time(nothing.cutOff()));
      }
      case Outcome.Refused refused -> throw refused(refused);
    }
    if (!json) {
      QuarantineText.printNotBilled(openQuarantine, out);
    }
    return ExitStatus.DONE;
  }

  private void print(Outcome.Closed closed) {
    var cycle = closed.cycle();
    var table = new TextTable("bill", "driver", "rides", "billed", "driver's share", "platform's");
    closed.bills().stream()
        .limit(MOST_ROWS)
        .forEach(
            bill -> {
              var driversPart = cycle.driverShare().of(bill.amount());
              table.row(
                  bill.billId().map(String::valueOf).orElse(""),
                  String.valueOf(bill.driverId()),
                  String.valueOf(bill.rides()),
                  bill.amount().toString(),
                  driversPart.toString(),
                  bill.amount().minus(driversPart).toString());
            });
    table.print(out);
    if (closed.bills().size() > MOST_ROWS) {
      out.printf("(the first %d of %d; --json has all)%n", MOST_ROWS, closed.bills().size());
    }
    printMadeByHand(closed.madeByHand());
    out.printf(
        "cycle %d%s, %s to %s: %d driver(s), %d ride(s), billed %s, of it %s to the drivers%n",
        cycle.number(),
        dryRun ? " would be closed (dry run, nothing written)" : " closed",
        time(cycle.starts()),
        time(cycle.ends()),
        closed.bills().size(),
        closed.rides(),
        closed.amount(),
        closed.driversPart());
  }

  private void printMadeByHand(List<HandMadeBill> bills) {
    for (var bill : bills) {
      out.printf(
          "left out: %d ride(s) of driver %d, in all %s, billed by hand in billing %d%n",
          bill.leftOutRides(), bill.driverId(), bill.leftOutAmount(), bill.billId());
      if (!bill.isForWhatItHolds()) {
        out.printf(
            "  check billing %d: it bills %d ride(s), %s, but its period holds %d, %s%n",
            bill.billId(),
            bill.billedRides(),
            bill.billedAmount(),
            bill.heldRides(),
            bill.heldAmount());
      }
    }
  }

  private Refused refused(Outcome.Refused refused) {
    return switch (refused) {
      case Outcome.CutOffToCome(var cutOff, var now) ->
          new Refused(
              "%s is still to come (it is %s), and trips may end before it: choose an earlier --until"
                  .formatted(time(cutOff), time(now)));
      case Outcome.CutOffInClosedCycle(var cutOff, var last) ->
          new Refused(
              "cycle %d is closed until %s and never changes: choose an --until after it, not %s"
                  .formatted(last.number(), time(last.ends()), time(cutOff)));
      case Outcome.AmountTooLarge(var driverId) ->
          new Refused(
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
    json.put("dryRun", dryRun);
    json.put("openQuarantine", openQuarantine);
    json.put("driverShare", cycle.driverShare().share());
    json.put("rides", closed.rides());
    json.put("billed", closed.amount().amount());
    json.put("driversPart", closed.driversPart().amount());
    var bills = json.putArray("bills");
    for (DriverBill bill : closed.bills()) {
      var node = bills.addObject();
      bill.billId().ifPresent(id -> node.put("bill", id));
      node.put("driver", bill.driverId());
      node.put("rides", bill.rides());
      node.put("billed", bill.amount().amount());
      node.put("driversPart", cycle.driverShare().of(bill.amount()).amount());
    }
    madeByHand(json.putArray("madeByHand"), closed.madeByHand());
    return json.toPrettyString();
  }

  private String json(Outcome.NothingToBill nothing) {
    var json = JsonNodeFactory.instance.objectNode();
    json.putNull("cycle");
    json.put("ends", nothing.cutOff().toString());
    json.put("dryRun", dryRun);
    json.put("openQuarantine", openQuarantine);
    json.putArray("bills");
    madeByHand(json.putArray("madeByHand"), nothing.madeByHand());
    return json.toPrettyString();
  }

  private static void madeByHand(ArrayNode array, List<HandMadeBill> bills) {
    for (var bill : bills) {
      var node = array.addObject();
      node.put("bill", bill.billId());
      node.put("driver", bill.driverId());
      node.put("leftOutRides", bill.leftOutRides());
      node.put("leftOutAmount", bill.leftOutAmount().amount());
      node.put("isForWhatItHolds", bill.isForWhatItHolds());
    }
  }

  private String time(Instant instant) {
    return TIME.format(instant.atZone(zone));
  }
}
