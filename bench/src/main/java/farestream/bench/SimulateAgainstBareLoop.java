package farestream.bench;

import static farestream.bench.RecordedRequests.Transactions.AS_PLAIN_UPDATES;
import static farestream.bench.RecordedRequests.Transactions.WHOLE;

import farestream.booking.TripsTable;
import farestream.config.Config;
import farestream.config.LocalSystem;
import farestream.simulate.City;
import farestream.simulate.CityPlan;
import farestream.simulate.CityStatistics;
import farestream.simulate.CityStatistics.Event;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Compares simulated cities on a complete instance with bare loops that send the requests of as
/// many other trips: the same client, as many threads, and the same table with its stream and
/// worker. One loop sends the workshop's plain updates, without the reads and transactions that
/// give a driver one trip at a time. The other sends what the simulation sends, without its reads
/// and refused requests.
///
/// Arguments: trips of a city, 1,000 if not given, and rounds, 6 if not given.
public final class SimulateAgainstBareLoop {
  private static final String TABLE = "aws-db-workshop-trips";
  private static final int WARM_UP = 1;
  private static final int RIDERS = 2_000;
  private static final int DRIVERS = 500;
  private static final int THREADS = 16;
  private static final double CANCEL_RATE = 0.05;

  /// The events that change a trip's item.
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
  private final int trips;
  private long seeds = 1;

  private SimulateAgainstBareLoop(Config config, DynamoDbClient client, int trips) {
    this.config = config;
    this.client = client;
    this.trips = trips;
  }

  public static void main(String[] arguments) throws SQLException, InterruptedException {
    // As the command sets it.
    System.setProperty("http.maxConnections", "64");
    var trips = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    var rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6;
    try (var system = LocalSystem.startTemporary(TABLE)) {
      var config = new Config(system.environment(), Path.of(""));
      try (var client = config.dynamoDb()) {
        new SimulateAgainstBareLoop(config, client, trips).run(rounds);
      }
    }
    System.exit(0);
  }

  private void run(int rounds) throws SQLException, InterruptedException {
    var contestants =
        List.of(
            new Contestant("the workshop's plain updates", () -> bare(AS_PLAIN_UPDATES)),
            new Contestant("the simulation's own requests", () -> bare(WHOLE)),
            new Contestant("simulate", this::city));
    for (var round = -WARM_UP; round < rounds; round++) {
      for (var turn = 0; turn < contestants.size(); turn++) {
        // The order rotates.
        var contestant = contestants.get(Math.floorMod(round + turn, contestants.size()));
        var perSecond = contestant.run.perSecond();
        if (round >= 0) {
          contestant.perSecond.add(perSecond);
        }
      }
    }
    PerSecond.printHeader();
    for (var contestant : contestants) {
      PerSecond.print(contestant.name, contestant.perSecond, "%.0f");
    }
    var city = contestants.getLast();
    for (var bare : contestants.subList(0, contestants.size() - 1)) {
      PerSecond.print("simulate / " + bare.name, city.ratios(bare), "%.2f");
    }
  }

  private interface Run {
    double perSecond() throws SQLException, InterruptedException;
  }

  private record Contestant(String name, Run run, List<Double> perSecond) {
    Contestant(String name, Run run) {
      this(name, run, new ArrayList<>());
    }

    /// Returns the ratios of this contestant's rates to the other's, round by round.
    List<Double> ratios(Contestant other) {
      return IntStream.range(0, perSecond.size())
          .mapToObj(round -> perSecond.get(round) / other.perSecond.get(round))
          .toList();
    }
  }

  private double city() throws SQLException, InterruptedException {
    try (var city = city(new TripsTable(client, TABLE))) {
      var began = System.nanoTime();
      city.run();
      return perSecond(updates(city.counts()), began);
    }
  }

  private double bare(RecordedRequests.Transactions transactions)
      throws SQLException, InterruptedException {
    var recorder = new RecordedRequests(transactions);
    try (var city = city(new TripsTable(recorder, TABLE))) {
      city.run();
    }
    var updates = recorder.trips().stream().mapToLong(List::size).sum();
    var began = System.nanoTime();
    recorder.send(client, THREADS);
    return perSecond(updates, began);
  }

  private City city(TripsTable table) throws SQLException {
    var plan = new CityPlan(seeds++, trips, Duration.ofDays(1), RIDERS, CANCEL_RATE);
    return City.of(table, config.ledger(), plan, DRIVERS, Double.POSITIVE_INFINITY);
  }

  private static long updates(CityStatistics counts) {
    return UPDATES.stream().mapToLong(counts::of).sum();
  }

  private static double perSecond(long updates, long began) {
    return updates / ((System.nanoTime() - began) / 1e9);
  }
}
