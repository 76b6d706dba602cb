package farestream.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.billing.Billing.Outcome;
import farestream.billing.DriverBill;
import farestream.billing.HandMadeBill;
import farestream.money.Money;
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
        out.println("nothing to bill before " + time(nothing.cutOff()));
        printMadeByHand(nothing.madeByHand());
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
    var table =
        new TextTable("bill", "driver", "rides", "billed", "driver's share", "platform's share");
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
    if (closed.bills().size() > 1) {
      table.total(
          "total",
          "",
          String.valueOf(closed.rides()),
          closed.amount().toString(),
          closed.driversPart().toString(),
          platformsPart(closed).toString());
    }
    table.print(out);
    if (closed.bills().size() > MOST_ROWS) {
      out.printf("(the first %d of %d; --json has all)%n", MOST_ROWS, closed.bills().size());
    }
    out.printf(
        "cycle %d%s, %s to %s: %s, %s, billed %s: %s to the drivers, %s to the platform%n",
        cycle.number(),
        dryRun ? " would be closed (dry run, nothing written)" : " closed",
        time(cycle.starts()),
        time(cycle.ends()),
        Counted.of(closed.bills().size(), "driver"),
        Counted.of(closed.rides(), "ride"),
        closed.amount(),
        closed.driversPart(),
        platformsPart(closed));
    printMadeByHand(closed.madeByHand());
  }

  private static Money platformsPart(Outcome.Closed closed) {
    return closed.amount().minus(closed.driversPart());
  }

  private void printMadeByHand(List<HandMadeBill> bills) {
    for (var bill : bills) {
      out.printf(
          "left out: %s of driver %d, %s in all, billed by hand in bill %d%n",
          Counted.of(bill.leftOutRides(), "ride"),
          bill.driverId(),
          bill.leftOutAmount(),
          bill.billId());
      if (!bill.matchesItsTrips()) {
        out.printf(
            "  check bill %d: it bills %s, %s, but its period holds %d, %s%n",
            bill.billId(),
            Counted.of(bill.billedRides(), "ride"),
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
    json.put("driverRate", cycle.driverShare().share());
    json.put("rides", closed.rides());
    json.put("billed", closed.amount().amount());
    json.put("driverShare", closed.driversPart().amount());
    json.put("platformShare", platformsPart(closed).amount());
    var bills = json.putArray("bills");
    for (DriverBill bill : closed.bills()) {
      var node = bills.addObject();
      bill.billId().ifPresent(id -> node.put("bill", id));
      node.put("driver", bill.driverId());
      node.put("rides", bill.rides());
      node.put("billed", bill.amount().amount());
      var driversPart = cycle.driverShare().of(bill.amount());
      node.put("driverShare", driversPart.amount());
      node.put("platformShare", bill.amount().minus(driversPart).amount());
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
      node.put("matchesItsTrips", bill.matchesItsTrips());
    }
  }

  private String time(Instant instant) {
    return TIME.format(instant.atZone(zone));
  }
}
