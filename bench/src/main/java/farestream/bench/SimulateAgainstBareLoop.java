package farestream.bench;

import farestream.Config;
import farestream.LocalSystem;
import farestream.booking.TripsTable;
import farestream.city.City;
import farestream.city.CityPlan;
import farestream.city.Counts;
import farestream.city.Counts.Event;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Has cities of 1,000 trips at work on a whole instance, and between them sends the trips' updates
/// of as many others by a loop that does nothing else: the same client, as many threads, the same
/// table with its stream and worker. The loop sends the workshop's plain updates, and neither the
/// reads nor the transactions by which a driver has one trip at a time.
public final class SimulateAgainstBareLoop {
  private static final String TABLE = "aws-db-workshop-trips";
  private static final int PAIRS = 10;
  private static final int WARM_UP = 2;
  private static final int TRIPS = 1_000;
  private static final int RIDERS = 2_000;
  private static final int DRIVERS = 500;
  private static final int THREADS = 32;
  private static final double CANCEL_RATE = 0.05;

  /// What changes a trip's item.
  private static final Set<Event> UPDATES =
      Set.of(
          Event.BOOKED,
          Event.ACCEPTED,
          Event.COMPLETED,
          Event.CALLED_OFF,
          Event.NO_SHOW,
          Event.NO_CAB);

  private final Config config;
  private final DynamoDbClient client;
  private long seeds = 1;

  private SimulateAgainstBareLoop(Config config, DynamoDbClient client) {
    this.config = config;
    this.client = client;
  }

  public static void main(String[] arguments) throws SQLException, InterruptedException {
    // As the command does.
    System.setProperty("http.maxConnections", "64");
    try (var system = LocalSystem.startThrowAway(TABLE)) {
      var config = new Config(system.environment(), Path.of(""));
      try (var client = config.dynamoDb()) {
        new SimulateAgainstBareLoop(config, client).run();
      }
    }
    System.exit(0);
  }

  private void run() throws SQLException, InterruptedException {
    var bare = new ArrayList<Double>();
    var city = new ArrayList<Double>();
    var ratio = new ArrayList<Double>();
    for (var pair = -WARM_UP; pair < PAIRS; pair++) {
      var bareFirst = pair % 2 == 0;
      var first = bareFirst ? bare() : city();
      var second = bareFirst ? city() : bare();
      if (pair >= 0) {
        bare.add(bareFirst ? first : second);
        city.add(bareFirst ? second : first);
        ratio.add(city.getLast() / bare.getLast());
      }
    }
    System.out.println("| updates per second | n | min | median | max |");
    System.out.println("|---|---|---|---|---|");
    print("bare SDK loop", bare, "%.0f");
    print("simulate", city, "%.0f");
    print("simulate / bare SDK loop, pair by pair", ratio, "%.2f");
  }

  private double city() throws SQLException, InterruptedException {
    try (var city = city(new TripsTable(client, TABLE))) {
      var began = System.nanoTime();
      var _ = city.run();
      return perSecond(updates(city.counts()), began);
    }
  }

  private double bare() throws SQLException, InterruptedException {
    var notes = new RequestNotes();
    try (var city = city(new TripsTable(notes, TABLE))) {
      var _ = city.run();
    }
    var trips = new ConcurrentLinkedQueue<>(notes.trips());
    var updates = trips.stream().mapToLong(List::size).sum();
    var began = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var thread = 0; thread < THREADS; thread++) {
        threads.execute(
            () -> {
              for (var trip = trips.poll(); trip != null; trip = trips.poll()) {
                trip.forEach(client::updateItem);
              }
            });
      }
    }
    return perSecond(updates, began);
  }

  private City city(TripsTable table) throws SQLException {
    var plan = new CityPlan(seeds++, TRIPS, Duration.ofDays(1), RIDERS, CANCEL_RATE);
    return City.of(table, config.ledger(), plan, DRIVERS, Double.POSITIVE_INFINITY);
  }

  private static long updates(Counts counts) {
    return UPDATES.stream().mapToLong(counts::of).sum();
  }

  private static double perSecond(long updates, long began) {
    return updates / ((System.nanoTime() - began) / 1e9);
  }

  private static void print(String what, List<Double> values, String format) {
    var sorted = values.stream().sorted().toList();
    var cells = new ArrayList<String>();
    for (var place : List.of(0, sorted.size() / 2, sorted.size() - 1)) {
      cells.add(String.format(Locale.ROOT, format, sorted.get(place)));
    }
    System.out.printf("| %s | %d | %s |%n", what, sorted.size(), String.join(" | ", cells));
  }
}
