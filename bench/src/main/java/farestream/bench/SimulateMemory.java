package farestream.bench;

import farestream.booking.TripsTable;
import farestream.config.Config;
import farestream.config.LocalSystem;
import farestream.simulate.City;
import farestream.simulate.CityPlan;
import farestream.simulate.CityStatistics.Event;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Measures the heap of a simulation of a million trips. A stub of DynamoDB answers at once and
/// keeps nothing, so that only the simulation is measured. The ledger is real, but none of the
/// trips ever appears in it, so that the simulation follows as many trips as it can.
public final class SimulateMemory {
  private static final int TRIPS = 1_000_000;
  private static final int STEP = 100_000;
  private static final int PEOPLE = 10_000;
  private static final double MEGABYTE = 1 << 20;
  private static final long PAUSE_NANOS = 20_000_000;

  private SimulateMemory() {}

  public static void main(String[] arguments) throws SQLException, InterruptedException {
    try (var system = LocalSystem.startTemporary("aws-db-workshop-trips")) {
      var config = new Config(system.environment(), Path.of(""));
      var plan = new CityPlan(1, TRIPS, Duration.ofDays(30), PEOPLE, 0.05);
      try (var city =
          City.of(
              new TripsTable(new StubDynamoDb(), "aws-db-workshop-trips"),
              config.ledger(),
              plan,
              PEOPLE,
              Double.POSITIVE_INFINITY)) {
        System.out.println("| trips | heap after a collection, MB |");
        System.out.println("|---|---|");
        var watch = Thread.startVirtualThread(() -> watch(city));
        var began = System.nanoTime();
        city.run();
        watch.interrupt();
        watch.join();
        var seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
            "%n%,d trips in %.1f s, %.0f a second%n", TRIPS, seconds, TRIPS / seconds);
      }
    }
    System.exit(0);
  }

  private static void watch(City city) {
    for (var next = STEP; next < TRIPS; next += STEP) {
      while (city.counts().of(Event.BOOKED) < next) {
        if (Thread.interrupted()) {
          return;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      System.gc();
      var used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      System.out.printf("| %,d | %.1f |%n", city.counts().of(Event.BOOKED), used / MEGABYTE);
    }
  }
}
