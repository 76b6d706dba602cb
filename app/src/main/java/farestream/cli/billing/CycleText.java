package farestream.cli.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.billing.Cycles.Summary;
import farestream.billing.Terms;

/// A cycle, as a person or a program reads it.
final class CycleText {
  private CycleText() {}

  static void terms(Terms terms, ObjectNode json) {
    json.put("policy", terms.policy().toString());
    json.put("driverRate", terms.driverShare().share());
    json.put("minimumPayout", terms.minimumPayout().amount());
    json.put("totalLimit", terms.limits().total().amount());
    json.put("partsTolerance", terms.limits().parts().amount());
    json.put("clockTolerance", terms.limits().clock().toMinutes());
  }

  static String status(Summary cycle) {
    return cycle.recorded().isProposed() ? "proposed" : "closed";
  }

  static void json(Summary summary, ObjectNode json) {
    var cycle = summary.recorded().cycle();
    json.put("cycle", cycle.number());
    json.put("status", status(summary));
    json.put("starts", cycle.starts().toString());
    json.put("ends", cycle.ends().toString());
    json.put("zone", cycle.zone().getId());
    summary.recorded().closedAt().ifPresent(at -> json.put("closedAt", at.toString()));
    terms(cycle.terms(), json);
    var sums = summary.sums();
    json.put("drivers", sums.bills());
    json.put("rides", sums.rides());
    json.put("billed", sums.amount().amount());
    json.put("driverShare", sums.driversPart().amount());
    json.put("platformShare", sums.platformsPart().amount());
    json.put("taxes", sums.taxes().amount());
    json.put("withheld", sums.withheld().amount());
    json.put("cashHeld", sums.cashHeld().amount());
    json.put("adjustment", sums.adjustment().amount());
    json.put("carriedIn", sums.carriedIn().amount());
    json.put("carriedOut", sums.carriedOut().amount());
    json.put("payable", sums.payable().amount());
    json.put("paid", sums.paid().amount());
  }
}
