package farestream.cli.report;

import farestream.cli.console.CellText;
import farestream.cli.console.TextTable;
import farestream.document.Balance;
import farestream.document.ReportTable;
import farestream.document.StatementTables;
import farestream.document.StatementWording;
import farestream.statement.Bill;
import farestream.statement.Statement;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Prints a statement as text.
final class StatementText {
  private final Statement statement;
  private final PrintWriter out;

  StatementText(Statement statement, PrintWriter out) {
    this.statement = statement;
    this.out = out;
  }

  void print() {
    out.println(CellText.oneLine(statement.company()));
    out.printf(
        "driver %d%s%n",
        statement.driverId(),
        statement.driverName().map(name -> ", " + CellText.oneLine(name)).orElse(""));
    out.printf("cycle %d, %s%n", statement.cycle(), StatementWording.period(statement));
    if (statement.isProposed()) {
      out.println(StatementWording.PROPOSED);
    }
    statement.bills().forEach(this::print);
  }

  private void print(Bill bill) {
    var zone = statement.zone();
    out.println();
    out.printf(
        "bill %d%s. %s%n",
        bill.id(),
        bill.isManual()
            ? ", manual, %s in all%s"
                .formatted(
                    bill.split().total(), bill.trips().isEmpty() ? ", trips not recorded" : "")
            : "",
        StatementWording.share(bill));
    if (!bill.trips().isEmpty()) {
      print("trips:", StatementTables.trips(bill, zone));
    }
    if (!bill.corrections().isEmpty()) {
      print("corrections of earlier bills:", StatementTables.corrections(bill, zone));
    }
    out.println();
    var balance = new TextTable("balance", "amount");
    var lines = Balance.of(bill, statement);
    for (var line : lines.subList(0, lines.size() - 1)) {
      balance.row(line.what(), line.amount().toString());
    }
    balance.total(List.of(lines.getLast().what(), lines.getLast().amount().toString()));
    balance.print(out);
    if (!bill.payments().isEmpty()) {
      print("payments:", StatementTables.payments(bill, zone));
    }
  }

  private void print(String heading, ReportTable table) {
    var hasNotes = table.rows().stream().anyMatch(row -> row.note().isPresent());
    var titles = new ArrayList<String>();
    table.columns().forEach(column -> titles.add(column.title().toLowerCase(Locale.ROOT)));
    var totals = new ArrayList<>(table.totals());
    totals.set(0, totals.getFirst().toLowerCase(Locale.ROOT));
    if (hasNotes) {
      titles.add("note");
      totals.add("");
    }
    var text = new TextTable(titles.toArray(String[]::new));
    for (var row : table.rows()) {
      var cells = new ArrayList<>(row.cells());
      if (hasNotes) {
        cells.add(row.note().orElse(""));
      }
      text.row(cells);
    }
    text.total(totals);
    out.println();
    out.println(heading);
    text.print(out);
  }
}
