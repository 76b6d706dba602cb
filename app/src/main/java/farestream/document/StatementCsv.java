package farestream.document;

import farestream.money.Money;
import farestream.statement.Bill;
import farestream.statement.BilledTrip;
import farestream.statement.Correction;
import farestream.statement.FareParts;
import farestream.statement.Payment;
import farestream.statement.Split;
import farestream.statement.Statement;
import farestream.view.CityTime;
import farestream.view.SpreadsheetText;
import farestream.view.StatementViews;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Writes statements as CSV rows for accounting, any number into one file. Amounts of zero are
/// left empty. Each column of amounts can be summed: `to_driver` equals `payable`, and both equal
/// the payments that haven't failed or been returned.
public final class StatementCsv {
  private static final String[] HEADER =
      Stream.of(Column.values()).map(column -> lowerCase(column)).toArray(String[]::new);

  private final CSVPrinter out;

  private enum Column {
    CYCLE,
    DRIVER_ID,
    DRIVER_NAME,
    BILL,
    STATUS,
    POLICY,
    DRIVER_SHARE,
    KIND,
    TRIP,
    TRIPINFO,
    PICKUP,
    DROPOFF,
    LATE,
    FARE,
    EXTRAS,
    TIP,
    TOLLS,
    LEVIES,
    TOTAL,
    DRIVERS_PART,
    PLATFORMS_PART,
    TAXES,
    WITHHELD,
    WITHHELD_FOR,
    CASH,
    TO_DRIVER,
    PAYABLE,
    PAYMENT,
    PAYMENT_AMOUNT,
    STATE,
    SINCE,
    END_TO_END_ID,
    BANK_FILE,
    ACCOUNT_END,
    CORRECTS_BILL,
    CORRECTS_CYCLE,
    REASON
  }

  private enum Kind {
    BILL,
    TRIP,
    CORRECTION,
    CARRIED_IN,
    CARRIED_OUT,
    PAYMENT
  }

  /// Writes the header.
  public StatementCsv(Appendable file) throws IOException {
    this.out = CSVFormat.DEFAULT.builder().setHeader(HEADER).get().print(file);
  }

  public void write(Statement statement) throws IOException {
    for (var bill : statement.bills()) {
      write(statement, bill);
    }
  }

  private void write(Statement statement, Bill bill) throws IOException {
    var row = row(statement, bill, Kind.BILL).with(Column.PAYABLE, bill.payable());
    if (bill.isManual()) {
      row.with(bill.split());
    }
    row.print();
    for (var trip : bill.trips()) {
      print(row(statement, bill, Kind.TRIP), trip);
    }
    for (var correction : bill.corrections()) {
      print(row(statement, bill, Kind.CORRECTION), correction);
    }
    if (!bill.carriedIn().isZero()) {
      row(statement, bill, Kind.CARRIED_IN).with(Column.TO_DRIVER, bill.carriedIn()).print();
    }
    if (!bill.carriedOut().isZero()) {
      row(statement, bill, Kind.CARRIED_OUT)
          .with(Column.TO_DRIVER, Money.ZERO.minus(bill.carriedOut()))
          .print();
    }
    for (var payment : bill.payments()) {
      print(row(statement, bill, Kind.PAYMENT), payment);
    }
  }

  private Row row(Statement statement, Bill bill, Kind kind) {
    return new Row(statement)
        .with(Column.CYCLE, statement.cycle())
        .with(Column.DRIVER_ID, statement.driverId())
        .with(Column.DRIVER_NAME, SpreadsheetText.of(statement.driverName().orElse("")))
        .with(Column.BILL, bill.id())
        .with(Column.STATUS, status(statement, bill))
        .with(Column.POLICY, bill.policy())
        .with(Column.DRIVER_SHARE, bill.driverShare())
        .with(Column.KIND, lowerCase(kind));
  }

  private static String status(Statement statement, Bill bill) {
    if (bill.isManual()) {
      return "manual";
    }
    return statement.isProposed() ? "proposed" : "closed";
  }

  private static void print(Row row, BilledTrip trip) throws IOException {
    row.with(Column.TRIP, trip.tripId())
        .with(Column.TRIPINFO, SpreadsheetText.of(trip.tripInfo()))
        .with(Column.PICKUP, trip.pickup())
        .with(Column.DROPOFF, trip.dropoff())
        .with(Column.LATE, trip.late())
        .with(trip.split());
    trip.parts().ifPresent(row::with);
    trip.withheld().ifPresent(why -> row.with(Column.WITHHELD_FOR, StatementViews.reason(why)));
    row.print();
  }

  private static void print(Row row, Correction correction) throws IOException {
    row.with(Column.TRIP, correction.tripId())
        .with(Column.TRIPINFO, SpreadsheetText.of(correction.tripInfo()))
        .with(Column.DROPOFF, correction.dropoff())
        .with(correction.difference())
        .with(Column.CORRECTS_BILL, correction.billId())
        .with(Column.CORRECTS_CYCLE, correction.cycle())
        .with(Column.REASON, SpreadsheetText.of(correction.why()))
        .print();
  }

  private static void print(Row row, Payment payment) throws IOException {
    row.with(Column.PAYMENT, payment.id())
        .with(Column.PAYMENT_AMOUNT, payment.amount())
        .with(Column.STATE, payment.state())
        .with(Column.SINCE, payment.since())
        .with(Column.REASON, SpreadsheetText.of(payment.reason().orElse("")));
    payment
        .transfer()
        .ifPresent(
            bank ->
                row.with(Column.END_TO_END_ID, SpreadsheetText.of(bank.endToEndId()))
                    .with(Column.BANK_FILE, SpreadsheetText.of(bank.messageId()))
                    .with(Column.ACCOUNT_END, SpreadsheetText.of(bank.accountEnd())));
    row.print();
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private final class Row {
    private final Statement of;
    private final Map<Column, Object> cells = new EnumMap<>(Column.class);

    Row(Statement of) {
      this.of = of;
    }

    Row with(Column column, Object value) {
      cells.put(column, value instanceof Instant time ? inTheCity(time) : value);
      return this;
    }

    Row with(Split split) {
      return with(Column.TOTAL, split.total())
          .with(Column.DRIVERS_PART, split.driversPart())
          .with(Column.PLATFORMS_PART, split.platformsPart())
          .with(Column.TAXES, split.taxes())
          .with(Column.WITHHELD, split.withheld())
          .with(Column.CASH, split.cash())
          .with(Column.TO_DRIVER, split.toDriver());
    }

    Row with(FareParts parts) {
      return with(Column.FARE, parts.fare())
          .with(Column.EXTRAS, parts.extras())
          .with(Column.TIP, parts.tip())
          .with(Column.TOLLS, parts.tolls())
          .with(Column.LEVIES, parts.levies());
    }

    private String inTheCity(Instant time) {
      return CityTime.iso(time, of.zone());
    }

    void print() throws IOException {
      for (var column : Column.values()) {
        out.print(cells.get(column));
      }
      out.println();
    }
  }
}
