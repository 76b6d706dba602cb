package farestream.document;

import com.fasterxml.jackson.core.JsonGenerator;
import farestream.money.Money;
import farestream.statement.Bill;
import farestream.statement.BilledTrip;
import farestream.statement.Correction;
import farestream.statement.FareParts;
import farestream.statement.Payment;
import farestream.statement.Period;
import farestream.statement.Split;
import farestream.statement.Statement;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;

/// A statement as JSON. Times have the city's offset, amounts two decimals.
public final class StatementJson {
  private final JsonGenerator json;
  private final ZoneId zone;

  private StatementJson(JsonGenerator json, ZoneId zone) {
    this.json = json;
    this.zone = zone;
  }

  /// Writes the fields of a statement to the object that the caller has started.
  public static void writeFields(JsonGenerator json, Statement statement) throws IOException {
    new StatementJson(json, statement.zone()).write(statement);
  }

  private void write(Statement statement) throws IOException {
    json.writeStringField("company", statement.company());
    json.writeNumberField("cycle", statement.cycle());
    json.writeNumberField("driver", statement.driverId());
    json.writeStringField("driverName", statement.driverName().orElse(null));
    if (statement.period().isPresent()) {
      write(statement.period().get());
    }
    json.writeArrayFieldStart("bills");
    for (var bill : statement.bills()) {
      write(bill);
    }
    json.writeEndArray();
  }

  private void write(Period period) throws IOException {
    time("starts", period.starts());
    time("ends", period.ends());
    json.writeStringField("zone", period.zone().getId());
    amount("minimumPayout", period.minimumPayout());
    json.writeBooleanField("proposed", period.isProposed());
  }

  private void write(Bill bill) throws IOException {
    json.writeStartObject();
    json.writeNumberField("bill", bill.id());
    json.writeBooleanField("madeByHand", bill.byHand());
    json.writeStringField("policy", bill.policy().toString());
    json.writeNumberField("driverRate", bill.driverShare().share());
    json.writeNumberField("rides", bill.rides());
    write(bill.split());
    json.writeArrayFieldStart("trips");
    for (var trip : bill.trips()) {
      write(trip);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("corrections");
    for (var correction : bill.corrections()) {
      write(correction);
    }
    json.writeEndArray();
    amount("corrected", bill.corrected());
    amount("carriedIn", bill.carriedIn());
    amount("carriedOut", bill.carriedOut());
    amount("payable", bill.payable());
    json.writeArrayFieldStart("payments");
    for (var payment : bill.payments()) {
      write(payment);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(BilledTrip trip) throws IOException {
    json.writeStartObject();
    json.writeNumberField("trip", trip.tripId());
    json.writeStringField("tripinfo", trip.tripInfo());
    time("pickup", trip.pickup());
    time("dropoff", trip.dropoff());
    json.writeBooleanField("late", trip.late());
    if (trip.parts().isPresent()) {
      write(trip.parts().get());
    }
    write(trip.split());
    if (trip.withheld().isPresent()) {
      json.writeStringField("withheldFor", StatementWording.withheld(trip.withheld().get()));
    }
    json.writeEndObject();
  }

  private void write(FareParts parts) throws IOException {
    json.writeObjectFieldStart("parts");
    amount("fare", parts.fare());
    amount("extras", parts.extras());
    amount("tip", parts.tip());
    amount("tolls", parts.tolls());
    amount("levies", parts.levies());
    json.writeEndObject();
  }

  private void write(Split split) throws IOException {
    amount("total", split.total());
    amount("driverShare", split.driversPart());
    amount("platformShare", split.platformsPart());
    amount("taxes", split.taxes());
    amount("withheld", split.withheld());
    amount("cash", split.cash());
    amount("toDriver", split.toDriver());
  }

  private void write(Correction correction) throws IOException {
    json.writeStartObject();
    json.writeNumberField("trip", correction.tripId());
    json.writeStringField("tripinfo", correction.tripInfo());
    time("dropoff", correction.dropoff());
    json.writeNumberField("correctsBill", correction.billId());
    json.writeNumberField("correctsCycle", correction.cycle());
    json.writeStringField("reason", correction.reason());
    if (correction.changed().isPresent()) {
      json.writeStringField("changed", correction.changed().get());
    }
    write(correction.difference());
    json.writeEndObject();
  }

  private void write(Payment payment) throws IOException {
    json.writeStartObject();
    json.writeNumberField("payment", payment.id());
    amount("amount", payment.amount());
    json.writeStringField("state", payment.state());
    time("since", payment.since());
    if (payment.reason().isPresent()) {
      json.writeStringField("reason", payment.reason().get());
    }
    if (payment.transfer().isPresent()) {
      var bank = payment.transfer().get();
      json.writeStringField("endToEndId", bank.endToEndId());
      json.writeStringField("bankFile", bank.messageId());
      json.writeStringField("accountEnd", bank.accountEnd());
    }
    json.writeEndObject();
  }

  private void time(String name, Instant time) throws IOException {
    json.writeStringField(name, StatementWording.isoTime(time, zone));
  }

  private void amount(String name, Money amount) throws IOException {
    json.writeNumberField(name, amount.amount());
  }
}
