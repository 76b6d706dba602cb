package farestream.cli.server;

import farestream.cli.console.ExitStatus;
import farestream.cli.console.Plural;
import farestream.config.Config;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import picocli.CommandLine;

/// The steps of the demo: runs the commands and SQL statements that a user would type, and prints
/// their output.
final class DemoTour {
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);
  private static final long DRIVER = 510909;
  private static final int ROWS_SHOWN = 5;

  private static final String COMPLETED =
      """
      select id, rider_id, driver_id, trip_info, dropoff_datetime, total_amount, status
      from trips""";
  private static final String BILLED =
      """
      select id, driver_id, billing_cycle, billing_start, billing_end, billing_amount, commissions,
        rides_total, billing_status
      from billing where billing_cycle = 2""";
  private static final String PAID =
      """
      select id, billing_id, driver_id, billing_cycle, payment_amount, payment_date, payment_status
      from payment""";
  private static final String SUMMARY =
      """
      select billing.driver_id, count(*) over () as drivers,
        sum(billing_amount), sum(rides_total), coalesce(sum(payment_amount), 0.00),
        sum(sum(billing_amount)) over (), sum(sum(rides_total)) over (),
        sum(coalesce(sum(payment_amount), 0.00)) over ()
      from billing left join payment on payment.billing_id = billing.id
      group by billing.driver_id
      order by billing.driver_id = ? desc
      limit 1""";

  private final Config config;
  private final CommandLine commands;
  private final PrintWriter out;

  DemoTour(Config config, CommandLine commands, PrintWriter out) {
    this.config = config;
    this.commands = commands;
    this.out = out;
  }

  void show() throws SQLException, InterruptedException {
    heading("A rider books a trip.");
    var tripInfo = tripInfo(run("book"));
    heading("A driver accepts it.");
    run("accept", tripInfo, "--driver-id", Long.toString(DRIVER));
    heading("The same driver completes it.");
    run(
        "complete",
        tripInfo,
        "--distance",
        "9.4",
        "--fare",
        "30",
        "--extra",
        "0.5",
        "--mta-tax",
        "0.5",
        "--tip",
        "6",
        "--tolls",
        "4.96",
        "--improvement-surcharge",
        "0.3");
    var completed = System.nanoTime();
    try (var ledger = config.ledger().getConnection()) {
      awaitTrip(ledger, tripInfo);
      heading(
          "The stream carried it into PostgreSQL; it was recorded %d ms later."
              .formatted((System.nanoTime() - completed) / 1_000_000));
      query(ledger, COMPLETED);
      heading("The back office closes the billing cycle.");
      run("bill");
      query(ledger, BILLED);
      heading("The back office pays the driver.");
      run("pay");
      query(ledger, PAID);
    }
  }

  /// @param samples the folder of the trip records that are shipped with the project
  void replay(Path samples) {
    heading("Real trip records of March 2019, booked, accepted and completed again.");
    run("replay", samples.resolve("trips-2019-03.csv").toString());
    heading("They are billed and paid like any other.");
    run(DemoTour::shortened, "bill");
    run(DemoTour::shortened, "pay");
  }

  void summary() throws SQLException {
    out.println();
    try (var ledger = config.ledger().getConnection();
        var select = ledger.prepareStatement(SUMMARY)) {
      select.setLong(1, DRIVER);
      try (var rows = select.executeQuery()) {
        rows.next();
        out.println("driver %d: %s".formatted(rows.getLong(1), sums(rows, 3)));
        if (rows.getLong(2) > 1) {
          var drivers = Plural.of(rows.getLong(2), "driver");
          out.println("%s in all: %s".formatted(drivers, sums(rows, 6)));
        }
      }
    }
  }

  private static String sums(ResultSet row, int first) throws SQLException {
    return "billed %s for %s, paid %s"
        .formatted(
            row.getBigDecimal(first),
            Plural.of(row.getLong(first + 1), "ride"),
            row.getBigDecimal(first + 2));
  }

  private void heading(String text) {
    out.println();
    out.println("── " + text);
  }

  private String run(String... arguments) {
    return run(output -> output, arguments);
  }

  /// Truncates a long table to its first rows.
  private static String shortened(String printed) {
    var lines = printed.lines().toList();
    var rows = lines.stream().filter(DemoTour::isRow).toList();
    if (rows.size() <= ROWS_SHOWN) {
      return printed;
    }
    var kept =
        lines.stream()
            .filter(line -> !isRow(line) || rows.indexOf(line) < ROWS_SHOWN)
            .collect(Collectors.toCollection(ArrayList::new));
    kept.add(
        kept.indexOf(rows.get(ROWS_SHOWN - 1)) + 1,
        " … and %d more".formatted(rows.size() - ROWS_SHOWN));
    return String.join(System.lineSeparator(), kept) + System.lineSeparator();
  }

  private static boolean isRow(String line) {
    return line.matches(" +\\d+ \\|.*");
  }

  private String run(UnaryOperator<String> abridge, String... arguments) {
    out.println("$ ./farestream " + String.join(" ", List.of(arguments)));
    var printed = new StringWriter();
    var status = commands.setOut(new PrintWriter(printed)).setErr(out).execute(arguments);
    out.print(abridge.apply(printed.toString()));
    out.flush();
    if (status != ExitStatus.DONE) {
      throw new IllegalStateException(
          "%s failed with exit status %d".formatted(arguments[0], status));
    }
    return printed.toString();
  }

  private static String tripInfo(String printed) {
    var label = "tripinfo: ";
    return printed
        .lines()
        .filter(line -> line.startsWith(label))
        .map(line -> line.substring(label.length()))
        .findFirst()
        .orElseThrow();
  }

  private void query(Connection ledger, String sql) throws SQLException {
    out.println("taxidb=> " + sql.replaceAll("\\s+", " ") + ";");
    var _ = SqlTable.print(ledger, sql, out);
  }

  private static void awaitTrip(Connection ledger, String tripInfo)
      throws SQLException, InterruptedException {
    var deadline = System.nanoTime() + MAX_WAIT.toNanos();
    try (var select = ledger.prepareStatement("select from trips where trip_info = ?")) {
      select.setString(1, tripInfo);
      while (true) {
        try (var rows = select.executeQuery()) {
          if (rows.next()) {
            return;
          }
        }
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "the trip is not in the ledger after " + MAX_WAIT.toSeconds() + " s");
        }
        Thread.sleep(5);
      }
    }
  }
}
