package farestream.worker;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// Replays real trips while the worker's process, PostgreSQL or both are repeatedly killed with
/// `kill -9`. It takes minutes and is run by `make stress`, not by `make check`.
class KilledMidReplay {
  private static final int ROUNDS = Integer.getInteger("farestream.rounds", 20);
  private static final int RECORDS = 150;
  private static final int MOST_TRIES = 5;
  private static final Path SAMPLE =
      Path.of(System.getProperty("farestream.home"), "samples", "trips-2019-03.csv");

  @TempDir Path folder;
  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void both_sides_agree_to_the_cent_whatever_is_killed() throws Exception {
    var file = Files.write(folder.resolve("trips.csv"), firstRecords());
    var started = System.nanoTime();
    int trips;
    try (var servers = new ServersWithoutWorker();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var instance = servers.instance();
      var worker = WorkerProcess.start(servers.environment());
      for (var round = 0; round < ROUNDS; round++) {
        var before = Integer.parseInt(instance.rows("select count(*) from trips").getFirst());
        Callable<TestInstance.Result> replay = replay(instance, file, round);
        var replaying = threads.submit(replay);
        awaitRows(instance, before + 1 + random.nextInt(RECORDS / 2));
        var which = round % 3;
        if (which != 1) {
          worker.kill();
        }
        if (which != 0) {
          servers.postgres().kill();
          servers.postgres().startAgain();
        }
        if (which != 1) {
          worker = WorkerProcess.start(servers.environment());
        }
        // The replay itself may have noticed the outage; it resumes.
        var result = replaying.get();
        for (var tries = 1; result.status() != 0 && tries < MOST_TRIES; tries++) {
          result = replay.call();
        }
        assertThat(result.status()).as("round " + round + ": " + result.err()).isZero();
        assertThat(result.out()).contains("both sides agree to the cent");
      }
      worker.close();
      trips = completed(servers);
      instance.await("select count(*) from trips", Integer.toString(trips));
      instance.await("select count(*) from quarantine", "0");
      instance.await("select count(*) from stream_gap", "0");
    }
    System.out.printf(
        "%d rounds of kill -9 (worker, PostgreSQL, both in turn) in %.0f s: %d trips, none lost,"
            + " none duplicated%n",
        ROUNDS, (System.nanoTime() - started) / 1e9, trips);
  }

  private static int completed(ServersWithoutWorker servers) {
    try (var dynamoDb = servers.dynamoDb()) {
      return dynamoDb
          .scanPaginator(scan -> scan.tableName(ServersWithoutWorker.TABLE).consistentRead(true))
          .stream()
          .mapToInt(ScanResponse::count)
          .sum();
    }
  }

  /// Replays the same records for other riders, which makes them other trips, or nearly all of
  /// them.
  private static Callable<TestInstance.Result> replay(TestInstance instance, Path file, int round) {
    return () -> instance.run("replay", file.toString(), "--riders", Integer.toString(200 + round));
  }

  private static Iterable<String> firstRecords() {
    try (var lines = Files.lines(SAMPLE)) {
      return lines.limit(1 + RECORDS).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void awaitRows(TestInstance instance, int rows) {
    instance.await("select count(*) >= " + rows + " from trips", "t");
  }
}
