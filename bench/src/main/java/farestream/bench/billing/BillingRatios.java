package farestream.bench.billing;

import farestream.audit.Audit;
import farestream.billing.Billing;
import farestream.billing.Terms;
import farestream.database.Schema;
import farestream.local.LocalServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/// Compares closing a cycle of 100,000 trips by 10,000 drivers, and auditing it, with the
/// workshop's bare INSERT of the same bills. They take turns; closings are rolled back.
public final class BillingRatios {
  private static final int DRIVERS = 10_000;
  private static final long TRIPS = 100_000;
  private static final int ROUNDS = 5;
  private static final Instant FIRST_CUT_OFF = Instant.parse("2026-01-02T05:00:00Z");
  private static final Instant CUT_OFF = Instant.parse("2026-01-03T05:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  private BillingRatios() {}

  /// Returns the ratios of the bare INSERT's time to that of each operation, by name. Greater is
  /// better.
  public static Map<String, Double> measure(Path folder) throws SQLException {
    try (var servers = LocalServers.start(folder, 0, 0)) {
      var owner = servers.owner().dataSource();
      var commands = servers.commands().dataSource();
      Schema.migrate(owner);
      CityData.drivers(owner, DRIVERS);
      CityData.trips(owner, DRIVERS, "2026-01-01", 1, TRIPS);
      var billing = new Billing(commands, ZONE, Terms.LAB);
      billing.close(FIRST_CUT_OFF, FIRST_CUT_OFF);
      CityData.trips(owner, DRIVERS, "2026-01-02 05:01", 1_000_000_000, TRIPS);
      try (var connection = owner.getConnection()) {
        CityData.execute(connection, ClosingACycle.LAB_TABLE);
      }
      return ratios(owner, billing, new Audit(commands));
    }
  }

  private static Map<String, Double> ratios(DataSource owner, Billing billing, Audit audit)
      throws SQLException {
    var bare = new ArrayList<Double>();
    var closing = new ArrayList<Double>();
    var auditing = new ArrayList<Double>();
    for (var round = 0; round < ROUNDS; round++) {
      bare.add(ClosingACycle.rolledBack(owner, ClosingACycle.LAB_INSERT));
      closing.add(seconds(() -> ClosingACycle.closed(billing.preview(CUT_OFF, CUT_OFF), DRIVERS)));
      auditing.add(seconds(() -> AuditOfACity.proved(audit.verify(Optional.empty(), _ -> {}))));
      try (var connection = owner.getConnection()) {
        CityData.execute(connection, "vacuum analyze");
      }
    }
    var least = ClosingACycle.median(bare);
    return Map.of(
        "bare INSERT of bills / closing a cycle", least / ClosingACycle.median(closing),
        "bare INSERT of bills / audit", least / ClosingACycle.median(auditing));
  }

  private static double seconds(Runnable operation) {
    var began = System.nanoTime();
    operation.run();
    return (System.nanoTime() - began) / 1e9;
  }
}
