package farestream.bench;

import farestream.booking.TableSetup;
import farestream.booking.TripsTable;
import farestream.config.Config;
import farestream.csv.InputFile;
import farestream.local.LocalServers;
import farestream.local.TempDataFolder;
import farestream.replay.Replay;
import farestream.tlc.LocalTimeRule;
import farestream.tlc.StandIns;
import farestream.tlc.TlcFile;
import farestream.tlc.TripPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Compares a replay of real trips into the local DynamoDB with a bare loop that sends the requests
/// of as many other trips: the same client, the same three conditional updates per trip, and as
/// many threads. The two take turns on one table, so that the state of the machine and of the table
/// affects both alike.
public final class ReplayAgainstBareLoop {
  private static final String TABLE = "aws-db-workshop-trips";
  private static final int PAIRS = 20;
  private static final int WARM_UP = 3;
  private static final int TRIPS = 250;
  private static final int UPDATES_OF_A_TRIP = 3;
  private static final StandIns PEOPLE = new StandIns(200, 50);
  private static final Path SAMPLE =
      Path.of(System.getProperty("farestream.home", "."), "samples", "trips-2019-03.csv");

  private final DynamoDbClient client;
  private final Path folder;
  private final List<String> sample;
  private int slices;

  private ReplayAgainstBareLoop(DynamoDbClient client, Path folder) throws IOException {
    this.client = client;
    this.folder = folder;
    this.sample = Files.readAllLines(SAMPLE);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    // As the command sets it.
    System.setProperty("http.maxConnections", "64");
    try (var folder = TempDataFolder.create();
        var servers = LocalServers.start(folder)) {
      try (var client = new Config(servers.dynamoDbEnvironment(), folder.path()).dynamoDb()) {
        var _ = TableSetup.ensure(client, TABLE);
        new ReplayAgainstBareLoop(client, folder.path()).run();
      }
    }
    System.exit(0);
  }

  private void run() throws IOException, InterruptedException {
    var bare = new ArrayList<Double>();
    var replay = new ArrayList<Double>();
    var ratio = new ArrayList<Double>();
    for (var pair = -WARM_UP; pair < PAIRS; pair++) {
      // The order alternates.
      var first = pair % 2 == 0 ? bare() : replay();
      var second = pair % 2 == 0 ? replay() : bare();
      if (pair >= 0) {
        bare.add(pair % 2 == 0 ? first : second);
        replay.add(pair % 2 == 0 ? second : first);
        ratio.add(replay.getLast() / bare.getLast());
      }
    }
    PerSecond.printHeader();
    PerSecond.print("bare SDK loop", bare, "%.0f");
    PerSecond.print("replay", replay, "%.0f");
    PerSecond.print("replay / bare SDK loop, pair by pair", ratio, "%.2f");
  }

  private double bare() throws IOException, InterruptedException {
    var recorder = new RecordedRequests(RecordedRequests.Transactions.AS_PLAIN_UPDATES);
    replay(recorder);
    var began = System.nanoTime();
    recorder.send(client, Replay.LANES);
    return perSecond(began);
  }

  private double replay() throws IOException, InterruptedException {
    return replay(client);
  }

  /// Replays the next slice of the sample. The second pass over its records is part of the measured
  /// time.
  private double replay(DynamoDbClient into) throws IOException, InterruptedException {
    var plan = plan();
    var began = System.nanoTime();
    var replayed = Replay.run(new TripsTable(into, TABLE), plan, new Silent());
    if (replayed.completed() != TRIPS) {
      throw new IllegalStateException(replayed.toString());
    }
    return perSecond(began);
  }

  /// Returns a plan of one half of the sample, with another year for every other slice.
  private TripPlan plan() throws IOException {
    var year = 2001 + slices / 2;
    var from = 1 + slices % 2 * TRIPS;
    slices++;
    var lines = new ArrayList<>(List.of(sample.getFirst()));
    for (var record : sample.subList(from, from + TRIPS)) {
      lines.add(record.replace("2019-", year + "-"));
    }
    var file = Files.write(folder.resolve("slice.csv"), lines);
    return switch (TlcFile.open(InputFile.of(file), LocalTimeRule.of(ZoneOffset.UTC))) {
      case TlcFile.Outcome.Opened(var trips) -> TripPlan.of(trips, PEOPLE, _ -> {});
      case TlcFile.Outcome.NotTlc(var reason) -> throw new IOException(reason);
    };
  }

  private static double perSecond(long began) {
    return TRIPS * UPDATES_OF_A_TRIP / ((System.nanoTime() - began) / 1e9);
  }

  private static final class Silent implements Replay.Listener {
    @Override
    public void refused(long line, String reason) {
      throw new IllegalStateException("line %d: %s".formatted(line, reason));
    }

    @Override
    public void advanced(long done) {}
  }
}
