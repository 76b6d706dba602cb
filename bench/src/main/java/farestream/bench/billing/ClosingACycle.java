package farestream.bench.billing;

import farestream.bench.Folders;
import farestream.billing.Billing;
import farestream.billing.Billing.Outcome.Closed;
import farestream.billing.SharePolicy;
import farestream.billing.Terms;
import farestream.database.Schema;
import farestream.local.LocalServers;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/// Measures closing a cycle of a million trips by 100,000 drivers, after one million and after ten
/// million billed trips. It is compared with the workshop's bare INSERT of the same bills, and with
/// the least that one row per trip costs: bare lines, and lines with the columns and indexes of
/// Farestream's. They take turns; each is rolled back, and what it leaves is vacuumed before the
/// next one.
public final class ClosingACycle {
  private static final long[] HISTORIES = {1_000_000, 10_000_000};
  private static final long DUE = 1_000_000;
  private static final int ROUNDS = 5;
  private static final Instant AFTER_HISTORY = Instant.parse("2026-01-02T05:00:00Z");
  private static final Instant CUT_OFF = Instant.parse("2026-01-03T05:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  static final String LAB_TABLE =
      """
      create table lab_billing (
        id serial primary key, driver_id bigint, billing_cycle double precision,
        billing_start timestamp, billing_end timestamp, billing_date timestamp default now(),
        billing_amount numeric(14, 2), commissions numeric, description text,
        rides_total bigint, billing_status text);
      create table bare_line (trip_id bigint primary key, driver_id bigint, amount numeric(14, 2));
      create table full_line (trip_id bigint primary key, billing_id bigint,
        amount numeric(14, 2), drivers_part numeric(14, 2), taxes numeric(14, 2),
        withheld numeric(14, 2), cash numeric(14, 2));
      create index on full_line (billing_id)
      """;

  static final String LAB_INSERT =
      """
      insert into lab_billing (driver_id, billing_cycle, billing_start, billing_end,
        billing_amount, commissions, rides_total, description, billing_status)
      select driver_id, 2, date '2026-01-02', date '2026-01-03', sum(total_amount), 0.8, count(*),
        'billing cycle 2', 'completed'
      from trips
      where dropoff_datetime < timestamp '2026-01-03 05:00'
        and dropoff_datetime > timestamp '2026-01-02 05:00'
      group by driver_id
      """;

  private static final String BARE_LINES =
      """
      insert into bare_line
      select id, driver_id, total_amount from trips
      where dropoff_datetime < timestamp '2026-01-03 05:00'
        and dropoff_datetime > timestamp '2026-01-02 05:00'
      """;

  private static final String FULL_LINES =
      """
      insert into full_line
      select id, driver_id, total_amount, round(total_amount * 0.8, 2), 0, 0, 0 from trips
      where dropoff_datetime < timestamp '2026-01-03 05:00'
        and dropoff_datetime > timestamp '2026-01-02 05:00'
      order by driver_id, id
      """;

  private static final String LEFTOVERS =
      "vacuum lab_billing, bare_line, full_line, billing, billing_line, journal_line";

  private ClosingACycle() {}

  /// The seconds of each round.
  private record Times(
      List<Double> lab,
      List<Double> bareLines,
      List<Double> fullLines,
      List<Double> ours,
      List<Double> components) {
    Times() {
      this(
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }
  }

  public static void main(String[] arguments) throws Exception {
    for (var history : HISTORIES) {
      Folders.temporary(
          folder -> {
            try (var servers = LocalServers.start(folder, 0, 0)) {
              Schema.migrate(servers.owner().dataSource());
              var times = measure(servers, history);
              print(history, times);
            }
          });
    }
    System.exit(0);
  }

  private static Times measure(LocalServers servers, long history) throws SQLException {
    var owner = servers.owner().dataSource();
    var commands = servers.commands().dataSource();
    CityData.drivers(owner, CityData.DRIVERS);
    CityData.trips(owner, CityData.DRIVERS, "2026-01-01", 1, history);
    closed(new Billing(commands, ZONE, Terms.LAB).close(AFTER_HISTORY, CUT_OFF), CityData.DRIVERS);
    CityData.trips(owner, CityData.DRIVERS, "2026-01-02 05:01", 1_000_000_000, DUE);
    try (var connection = owner.getConnection()) {
      CityData.execute(connection, LAB_TABLE);
    }
    var components =
        new Terms(SharePolicy.COMPONENTS, Terms.LAB.driverShare(), Terms.LAB.minimumPayout());
    var times = new Times();
    for (var round = 0; round < ROUNDS; round++) {
      times.lab().add(rolledBack(owner, LAB_INSERT));
      times.bareLines().add(rolledBack(owner, BARE_LINES));
      times.fullLines().add(rolledBack(owner, FULL_LINES));
      times.ours().add(previewed(commands, Terms.LAB));
      vacuum(owner);
      times.components().add(previewed(commands, components));
      vacuum(owner);
    }
    return times;
  }

  static double rolledBack(DataSource owner, String sql) throws SQLException {
    try (var connection = owner.getConnection()) {
      connection.setAutoCommit(false);
      var began = System.nanoTime();
      CityData.execute(connection, sql);
      var seconds = (System.nanoTime() - began) / 1e9;
      connection.rollback();
      return seconds;
    }
  }

  /// Removes the million dead rows that a rolled-back closing leaves, which the next one would
  /// scan.
  private static void vacuum(DataSource owner) throws SQLException {
    try (var connection = owner.getConnection()) {
      CityData.execute(connection, LEFTOVERS);
    }
  }

  private static double previewed(DataSource commands, Terms terms) {
    var billing = new Billing(commands, ZONE, terms);
    var began = System.nanoTime();
    closed(billing.preview(CUT_OFF, CUT_OFF), CityData.DRIVERS);
    return (System.nanoTime() - began) / 1e9;
  }

  static void closed(Billing.Outcome outcome, int drivers) {
    if (!(outcome instanceof Closed closed) || closed.bills().size() != drivers) {
      throw new IllegalStateException("unexpected outcome of closing the cycle: " + outcome);
    }
  }

  private static void print(long history, Times times) {
    var lab = median(times.lab());
    System.out.printf(Locale.ROOT, "after %,d billed trips:%n", history);
    line("the workshop's bare INSERT of 100,000 bills", lab, lab);
    line("a million bare lines", median(times.bareLines()), lab);
    line("a million lines like ours", median(times.fullLines()), lab);
    line("bill, policy lab", median(times.ours()), lab);
    line("bill, policy components", median(times.components()), lab);
  }

  private static void line(String what, double seconds, double lab) {
    System.out.printf(Locale.ROOT, "  %-45s %6.2f s  %5.2f ×%n", what, seconds, seconds / lab);
  }

  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
