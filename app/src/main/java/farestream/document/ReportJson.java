package farestream.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.money.Money;
import farestream.report.Report;
import farestream.report.Subject.OfCycle;
import farestream.report.Subject.OfDay;
import farestream.report.TripTotals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// A report as JSON, with every hour and zone. Times have the city's offset, amounts two
/// decimals.
public final class ReportJson {
  private static final int DECIMALS = 3;

  private ReportJson() {}

  public static ObjectNode of(Report report) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("company", report.company());
    var subject = report.subject();
    var zone = subject.zone();
    switch (subject) {
      case OfCycle cycle -> json.put("cycle", cycle.number());
      case OfDay day -> json.put("day", day.day().toString());
    }
    json.put("starts", StatementWording.isoTime(subject.starts(), zone));
    json.put("ends", StatementWording.isoTime(subject.ends(), zone));
    json.put("zone", zone.getId());
    json.put("made", StatementWording.isoTime(report.made(), zone));
    var totals = report.totals();
    put(json, totals.all());
    json.put("drivers", totals.drivers());
    put(json, "tips", totals.tips());
    put(json, "tolls", totals.tolls());
    put(json.putObject("withoutParts"), totals.withoutParts());
    put(json.putObject("cash"), report.cash());
    switch (subject) {
      case OfCycle cycle -> put(json, cycle);
      case OfDay day -> {
        put(json.putObject("billed"), day.billed());
        put(json.putObject("settled"), day.settled());
        json.put("notCompleted", day.notCompleted());
        json.put("inQuarantine", day.inQuarantine());
      }
    }
    var hours = json.putArray("hours");
    for (var hour = 0; hour < report.hours().size(); hour++) {
      put(hours.addObject().put("hour", hour), report.hours().get(hour));
    }
    put(json, report);
    return json;
  }

  private static void put(ObjectNode json, OfCycle cycle) {
    var sums = cycle.summary().sums();
    json.put("status", cycle.summary().recorded().isProposed() ? "proposed" : "closed");
    json.put("bills", sums.bills());
    json.put("billsWithoutTrips", cycle.withoutTrips());
    put(json, "billed", sums.amount());
    put(json, "driverShare", sums.driversPart());
    put(json, "platformShare", sums.platformsPart());
    put(json, "taxes", sums.taxes());
    put(json, "withheld", sums.withheld());
    put(json, "cashHeld", sums.cashHeld());
    put(json, "adjustment", sums.adjustment());
    put(json, "carriedIn", sums.carriedIn());
    put(json, "carriedOut", sums.carriedOut());
    put(json, "payable", sums.payable());
    put(json, "paid", sums.paid());
    put(json.putObject("corrected"), cycle.corrected());
    put(json.putObject("correctedLater"), cycle.correctedLater());
    put(json.putObject("byHand"), cycle.byHand());
  }

  private static void put(ObjectNode json, Report report) {
    var zones = json.putArray("zones");
    for (var of : report.places().zones()) {
      var zone = zones.addObject();
      zone.put("zone", of.zone().number());
      zone.put("name", of.zone().name());
      zone.put("borough", of.zone().borough());
      put(zone, of.tally());
    }
    put(json.putObject("outsideTheCity"), report.places().outside());
    var around = json.putArray("aroundTheCity");
    for (var of : report.places().around()) {
      var cell = around.addObject();
      cell.put("longitude", degrees(of.point().longitude()));
      cell.put("latitude", degrees(of.point().latitude()));
      put(cell, of.tally());
    }
    put(json.putObject("placeNotTold"), report.places().unknown());
    put(json.putObject("inZonesByPoint"), report.places().byPoint());
    var payments = json.putArray("payments");
    for (var of : report.payments()) {
      put(payments.addObject().put("type", of.name()), of.tally());
    }
    var latency = report.latency();
    var stream = json.putObject("streamLatency");
    stream.put("trips", latency.trips());
    stream.put("followed", latency.followed());
    for (var percent : ReportWording.PERCENTS) {
      latency
          .within(percent)
          .ifPresent(
              millis ->
                  stream.put(
                      "p%dWithinSeconds".formatted(percent), BigDecimal.valueOf(millis / 10, 2)));
    }
    stream.put("moreThanADayLater", latency.later());
    stream.put("beforeTheirEnd", latency.before());
  }

  /// Formats the centre of a cell without binary rounding errors.
  private static BigDecimal degrees(double value) {
    return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
  }

  private static void put(ObjectNode json, TripTotals tally) {
    json.put("trips", tally.trips());
    put(json, "fares", tally.fares());
  }

  private static void put(ObjectNode json, String name, Money amount) {
    json.put(name, amount.amount());
  }
}
