package farestream.document;

import farestream.document.ReportTable.Column;
import farestream.document.ReportTable.Row;
import farestream.money.Money;
import farestream.statement.Bill;
import farestream.statement.BilledTrip;
import farestream.statement.Correction;
import farestream.statement.FareParts;
import farestream.statement.Payment;
import farestream.statement.Split;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The tables of a bill: its trips, corrections of earlier bills, and payments.
public final class StatementTables {
  private static final List<Figure<FareParts>> PARTS =
      List.of(
          new Figure<>("Fare", true, FareParts::fare),
          new Figure<>("Extras", true, FareParts::extras),
          new Figure<>("Tip", true, FareParts::tip),
          new Figure<>("Tolls", true, FareParts::tolls),
          new Figure<>("Taxes", true, FareParts::levies));

  private StatementTables() {}

  /// @param always whether the table has the column even if all its amounts are zero
  private record Figure<T>(String title, boolean always, Function<T, Money> of) {
    boolean hasColumn(List<T> all) {
      return always || all.stream().anyMatch(one -> !of.apply(one).isZero());
    }

    String sum(List<T> all) {
      return Money.sum(all.stream().map(of).toList()).toString();
    }
  }

  public static ReportTable trips(Bill bill, ZoneId zone) {
    var splits = bill.trips().stream().map(BilledTrip::split).toList();
    var parts = bill.trips().stream().flatMap(trip -> trip.parts().stream()).toList();
    var figures = figures(splits);
    return new ReportTable(
        Stream.of(
                Stream.of(Column.text("Trip ended"), Column.text("Trip")),
                PARTS.stream().map(part -> Column.amount(part.title())),
                figures.stream().map(figure -> Column.amount(figure.title())))
            .flatMap(columns -> columns)
            .toList(),
        bill.trips().stream().map(trip -> row(trip, figures, zone)).toList(),
        Stream.of(
                Stream.of("Total", String.valueOf(bill.rides())),
                PARTS.stream().map(p -> parts.size() == splits.size() ? p.sum(parts) : ""),
                figures.stream().map(figure -> figure.sum(splits)))
            .flatMap(cells -> cells)
            .toList());
  }

  private static Row row(BilledTrip trip, List<Figure<Split>> figures, ZoneId zone) {
    var cells = new ArrayList<String>();
    cells.add(StatementWording.minute(trip.dropoff(), zone));
    cells.add(String.valueOf(trip.tripId()));
    PARTS.forEach(p -> cells.add(trip.parts().map(p.of()).map(Money::toString).orElse("")));
    figures.forEach(figure -> cells.add(figure.of().apply(trip.split()).toString()));
    return new Row(cells, StatementWording.note(trip));
  }

  public static ReportTable corrections(Bill bill, ZoneId zone) {
    var differences = bill.corrections().stream().map(Correction::difference).toList();
    var figures = new ArrayList<>(figures(differences));
    figures.add(new Figure<>("To you", true, Split::toDriver));
    var columns =
        new ArrayList<>(
            Stream.of("Trip ended", "Trip", "Billed in", "Reason").map(Column::text).toList());
    figures.forEach(figure -> columns.add(Column.amount(figure.title())));
    var totals = new ArrayList<>(List.of("Total", "", "", ""));
    figures.forEach(figure -> totals.add(figure.sum(differences)));
    return new ReportTable(
        columns,
        bill.corrections().stream().map(correction -> row(correction, figures, zone)).toList(),
        totals);
  }

  private static Row row(Correction correction, List<Figure<Split>> figures, ZoneId zone) {
    var cells = new ArrayList<String>();
    cells.add(StatementWording.minute(correction.dropoff(), zone));
    cells.add(String.valueOf(correction.tripId()));
    cells.add("cycle %d, bill %d".formatted(correction.cycle(), correction.billId()));
    cells.add(correction.reason());
    figures.forEach(figure -> cells.add(figure.of().apply(correction.difference()).toString()));
    return new Row(cells, correction.changed());
  }

  /// Returns the columns of the total and of its parts, without parts that are zero in every row.
  private static List<Figure<Split>> figures(List<Split> splits) {
    return Stream.of(
            new Figure<>("Total", true, Split::total),
            new Figure<>("Passed on", false, Split::taxes),
            new Figure<>("Withheld", false, Split::withheld),
            new Figure<>("Platform", true, Split::platformsPart),
            new Figure<>("Your share", true, Split::driversPart),
            new Figure<>("In cash", false, Split::cash))
        .filter(figure -> figure.hasColumn(splits))
        .toList();
  }

  public static ReportTable payments(Bill bill, ZoneId zone) {
    return new ReportTable(
        List.of(
            Column.text("State"),
            Column.text("Since"),
            Column.text("Payment"),
            Column.text("Reference"),
            Column.text("Bank file"),
            Column.text("To account"),
            Column.amount("Amount")),
        bill.payments().stream().map(payment -> row(payment, zone)).toList(),
        List.of("Paid or on its way", "", "", "", "", "", bill.paid().toString()));
  }

  private static Row row(Payment payment, ZoneId zone) {
    var transfer = payment.transfer();
    return new Row(
        List.of(
            payment.state(),
            StatementWording.minute(payment.since(), zone),
            String.valueOf(payment.id()),
            transfer.map(Payment.Transfer::endToEndId).orElse(""),
            transfer.map(Payment.Transfer::messageId).orElse("not by bank file"),
            transfer.map(bank -> "****" + bank.accountEnd()).orElse(""),
            payment.amount().toString()),
        payment.reason());
  }
}
