package farestream.worker;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import farestream.trip.TripKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Of two workers the one that stands by takes over when the other is killed.
///
/// The goal is 2 s from the `kill -9` until a trip completed after it is in the ledger. Machines
/// that run tests are busy, so that what fails here is five times as long; the figure is printed.
class TakeOverTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int TIMES = Integer.getInteger("farestream.takeovers", 1);
  private static final String STANDS_BY =
      "select count(*) from pg_stat_activity"
          + " where query like '%pg_try_advisory_lock%' and pid <> pg_backend_pid()";
  private static final String IS_ACTIVE =
      "select count(*) from pg_locks where locktype = 'advisory' and granted";

  @Test
  void a_worker_that_stands_by_takes_over_from_one_that_is_killed() throws IOException {
    var millis = new ArrayList<Long>();
    try (var servers = new ServersWithoutWorker()) {
      var instance = servers.instance();
      var active = WorkerProcess.start(servers.environment());
      instance.await(IS_ACTIVE, "1");
      for (var time = 0; time < TIMES; time++) {
        var standby = WorkerProcess.start(servers.environment());
        instance.await(STANDS_BY, "1");
        var trip = "after kill " + time;
        active.kill();
        var killed = System.nanoTime();
        complete(servers, trip);
        awaitRow(instance, trip);
        millis.add((System.nanoTime() - killed) / 1_000_000);
        active = standby;
      }
      active.close();
    }
    millis.sort(null);
    System.out.printf(
        "takeover, kill -9 until the next trip is in the ledger: median %d ms, longest %d ms of %d"
            + " (the goal: 2,000 ms)%n",
        millis.get(millis.size() / 2), millis.getLast(), millis.size());
    assertThat(millis.getLast()).isLessThan(LONGEST.toMillis());
  }

  private static void complete(ServersWithoutWorker servers, String trip) {
    var maker = new ItemMaker(new SplittableRandom(1));
    var item = new HashMap<>(maker.booked(new TripKey("person69257@example.com", trip)));
    maker.complete(item);
    try (var dynamoDb = servers.dynamoDb()) {
      dynamoDb.putItem(request -> request.tableName(ServersWithoutWorker.TABLE).item(item));
    }
  }

  private static void awaitRow(TestInstance instance, String trip) {
    instance.await("select count(*) from trips where trip_info = '" + trip + "'", "1");
  }
}
