package farestream.cli;

import farestream.Config;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;

/// The steps of the demo: the commands and statements that a user would type, and what they print.
final class DemoTour {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final long DRIVER = 510909;

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
      select 'driver ' || billing.driver_id || ': billed ' || billing_amount || ' for ' || rides_total
        || case rides_total when 1 then ' ride' else ' rides' end || ', paid ' || payment_amount
      from billing join payment on payment.billing_id = billing.id
      where billing.driver_id = ?""";

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
          "The stream carried it into PostgreSQL; it was there %d ms later."
              .formatted((System.nanoTime() - completed) / 1_000_000));
      query(ledger, COMPLETED);
      heading("The back office closes the billing cycle.");
      run("bill");
      query(ledger, BILLED);
      heading("And pays the driver.");
      run("pay");
      query(ledger, PAID);
    }
  }

  /// @param samples the folder of the records that come with the project
  void replay(Path samples) {
    heading("Real trip records of March 2019, booked, accepted and completed again.");
    run("replay", samples.resolve("trips-2019-03.csv").toString());
    heading("They are billed and paid like any other.");
    run("bill");
    run("pay");
  }

  void summary() throws SQLException {
    out.println();
    try (var ledger = config.ledger().getConnection();
        var select = ledger.prepareStatement(SUMMARY)) {
      select.setLong(1, DRIVER);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          out.println(rows.getString(1));
        }
      }
    }
  }

  private void heading(String text) {
    out.println();
    out.println("── " + text);
  }

  private String run(String... arguments) {
    out.println("$ ./farestream " + String.join(" ", List.of(arguments)));
    var printed = new StringWriter();
    var status = commands.setOut(new PrintWriter(printed)).setErr(out).execute(arguments);
    out.print(printed);
    out.flush();
    if (status != ExitStatus.DONE) {
      throw new IllegalStateException("%s ended with %d".formatted(arguments[0], status));
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
    var deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
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
              "the trip is not in the ledger after " + LONGEST_WAIT.toSeconds() + " s");
        }
        Thread.sleep(5);
      }
    }
  }
}
