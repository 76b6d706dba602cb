package farestream.worker;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.trip.TripKey;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A standby worker takes over when the leader is killed.
///
/// The goal is 2 s from `kill -9` until a trip that is completed afterwards is in the database.
/// Machines that run tests are busy, so the test fails at five times that; the measured time is
/// printed.
@Tag("slow")
class TakeOverTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int KILLS = Integer.getInteger("farestream.takeovers", 1);
  private static final String STANDBY_WORKERS =
      "select count(*) from pg_stat_activity"
          + " where query like '%pg_try_advisory_lock%' and pid <> pg_backend_pid()";

  @Test
  void a_standby_worker_takes_over_when_the_leader_is_killed() throws IOException, SQLException {
    var millis = new ArrayList<Long>();
    try (var servers = new ServersWithoutWorker();
        var dynamoDb = servers.dynamoDb();
        var ledger = servers.instance().config().ledger().getConnection()) {
      var instance = servers.instance();
      complete(dynamoDb, "before");
      var active = WorkerProcess.start(servers.environment());
      awaitRow(ledger, "before");
      for (var time = 0; time < KILLS; time++) {
        var standby = WorkerProcess.start(servers.environment());
        instance.await(STANDBY_WORKERS, "1");
        var trip = "after kill " + time;
        active.kill();
        var killed = System.nanoTime();
        complete(dynamoDb, trip);
        awaitRow(ledger, trip);
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

  private static void complete(DynamoDbClient dynamoDb, String trip) {
    var maker = new ItemMaker(new SplittableRandom(1));
    var item = new HashMap<>(maker.booked(new TripKey("person69257@example.com", trip)));
    maker.complete(item);
    dynamoDb.putItem(request -> request.tableName(ServersWithoutWorker.TABLE).item(item));
  }

  /// Polls on one connection, so that logging in isn't measured.
  private static void awaitRow(Connection ledger, String trip) throws SQLException {
    var deadline = System.nanoTime() + DEADLINE.toNanos();
    try (var select = ledger.prepareStatement("select from trips where trip_info = ?")) {
      select.setString(1, trip);
      while (!exists(select)) {
        assertThat(System.nanoTime()).as("deadline for " + trip).isLessThan(deadline);
        LockSupport.parkNanos(2_000_000);
      }
    }
  }

  private static boolean exists(PreparedStatement select) throws SQLException {
    try (var rows = select.executeQuery()) {
      return rows.next();
    }
  }
}
