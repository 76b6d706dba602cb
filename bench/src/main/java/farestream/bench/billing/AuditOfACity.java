package farestream.bench.billing;

import farestream.audit.Audit;
import farestream.audit.AuditStep;
import farestream.bench.Folders;
import farestream.billing.Billing;
import farestream.billing.SharePolicy;
import farestream.billing.Terms;
import farestream.database.Schema;
import farestream.local.LocalServers;
import farestream.payout.Payout;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/// Measures `audit verify` on cycles of a million trips and 100,000 bills each. One trip in a
/// hundred was amended after it was billed, and every bill was paid.
///
/// Arguments: the numbers of cycles to measure, each on a new instance; 1 and 10 if none are given.
public final class AuditOfACity {
  private static final long TRIPS_A_CYCLE = 1_000_000;
  private static final Instant FIRST_CUT_OFF = Instant.parse("2026-01-02T05:00:00Z");
  private static final int SECONDS_A_DAY = 86_400;
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  private static final String AMEND =
      """
      update trips set tip_amount = tip_amount + 1, total_amount = total_amount + 1
      where id % 100 = 0 and id > (select max(id) from trips) - 1000000
      """;

  private AuditOfACity() {}

  public static void main(String[] arguments) throws Exception {
    var cycles = arguments.length == 0 ? new String[] {"1", "10"} : arguments;
    for (var number : cycles) {
      Folders.temporary(
          folder -> {
            try (var servers = LocalServers.start(folder, 0, 0)) {
              Schema.migrate(servers.owner().dataSource());
              prepare(servers.owner().dataSource(), servers.commands().dataSource(), number);
              measure(servers.commands().dataSource(), number);
            }
          });
    }
    System.exit(0);
  }

  private static void prepare(DataSource owner, DataSource commands, String cycles)
      throws SQLException {
    CityData.drivers(owner, CityData.DRIVERS);
    var components =
        new Terms(SharePolicy.COMPONENTS, Terms.LAB.driverShare(), Terms.LAB.minimumPayout());
    for (var cycle = 0; cycle < Integer.parseInt(cycles); cycle++) {
      var cutOff = FIRST_CUT_OFF.plusSeconds((long) cycle * SECONDS_A_DAY);
      var day = cutOff.minusSeconds(SECONDS_A_DAY).toString().substring(0, "2026-01-01".length());
      CityData.trips(owner, CityData.DRIVERS, day, 1 + cycle * TRIPS_A_CYCLE, TRIPS_A_CYCLE);
      new Billing(commands, ZONE, cycle % 2 == 0 ? components : Terms.LAB).close(cutOff, cutOff);
      new Payout(commands).pay(cutOff);
      try (var connection = owner.getConnection()) {
        CityData.execute(connection, AMEND);
        CityData.execute(connection, "vacuum analyze");
      }
    }
    var last = FIRST_CUT_OFF.plusSeconds(Long.parseLong(cycles) * SECONDS_A_DAY);
    new Billing(commands, ZONE, components).close(last, last);
  }

  private static void measure(DataSource commands, String cycles) {
    var clock = new Clock();
    var report = new Audit(commands).verify(Optional.empty(), clock::next);
    clock.end();
    proved(report);
    System.out.printf(
        Locale.ROOT, "audit verify over %s million trips: %s%n", cycles, report.checked());
    System.out.printf(Locale.ROOT, "  %-12s %7.1f s%n", "in all", clock.seconds());
  }

  static void proved(Audit.Report report) {
    if (!(report.outcome() instanceof Audit.Outcome.Proved)) {
      throw new IllegalStateException("not proved: " + report);
    }
  }

  /// Prints how long each step took.
  private static final class Clock {
    private final long began = System.nanoTime();
    private long stepBegan = began;
    private Optional<AuditStep> step = Optional.empty();

    void next(AuditStep next) {
      end();
      step = Optional.of(next);
    }

    void end() {
      var now = System.nanoTime();
      step.ifPresent(
          ended ->
              System.out.printf(Locale.ROOT, "  %-12s %7.1f s%n", ended, (now - stepBegan) / 1e9));
      stepBegan = now;
    }

    double seconds() {
      return (System.nanoTime() - began) / 1e9;
    }
  }
}
