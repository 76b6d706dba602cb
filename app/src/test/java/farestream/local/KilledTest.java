package farestream.local;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.database.PostgresLogin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;

/// What stays, and what doesn't, when a JVM, a guard or a server is killed.
class KilledTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void data_survive_a_stop_and_a_kill_and_no_process_does() throws Exception {
    try (var servers = LocalServers.start(folder, 0, 0)) {
      TripsOnBothSides.of(servers).write("before");
    }
    var other = AnotherJvm.holding(folder);
    var children = other.descendants();
    assertThat(children).hasSizeGreaterThanOrEqualTo(4);
    tripsOf(other).write("while another held it");

    other.kill();
    // At once: the servers of the killed one are still stopping.
    try (var servers = LocalServers.start(folder, 0, 0)) {
      children.forEach(child -> Poll.untilGone(child, SOON));
      var trips = TripsOnBothSides.of(servers);
      assertThat(trips.inDynamoDb()).containsExactly("before", "while another held it");
      assertThat(trips.inPostgres()).isEqualTo("before,while another held it");
    }
  }

  private TripsOnBothSides tripsOf(AnotherJvm other) {
    var ports = other.firstLine().split(" ", 2);
    return new TripsOnBothSides(
        URI.create("http://127.0.0.1:" + ports[0]),
        new PostgresDatabase(Integer.parseInt(ports[1]), Secrets.of(folder)).owner());
  }

  @Test
  void a_cluster_that_was_killed_half_made_is_made_again() throws IOException, SQLException {
    var draft = folder.resolve("postgresql.new");
    var other = AnotherJvm.starting(folder);
    Poll.until("initdb is at work", SOON, () -> Files.exists(draft.resolve("base")));
    other.kill();
    assertThat(folder.resolve("postgresql")).doesNotExist();

    try (var servers = LocalServers.start(folder, 0, 0)) {
      TripsOnBothSides.of(servers).write("a");
      assertThat(draft).doesNotExist();
      assertThat(folder.resolve("postgresql.password")).doesNotExist();
    }
  }

  @Test
  void a_database_that_was_not_finished_is_finished() throws SQLException {
    try (var servers = LocalServers.start(folder, 0, 0)) {
      var superuser =
          new PostgresLogin(
              "127.0.0.1",
              servers.owner().port(),
              "postgres",
              "postgres",
              Secrets.of(folder).superuser());
      try (var connection = superuser.dataSource().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("alter database taxidb rename to taxidb_new");
      }
    }
    try (var servers = LocalServers.start(folder, 0, 0)) {
      TripsOnBothSides.of(servers).write("a");
    }
  }

  @Test
  void a_throw_away_folder_goes_with_a_killed_jvm() throws IOException {
    var other = AnotherJvm.holdingThrowAway();
    var children = other.descendants();
    var itsFolder = Path.of(other.firstLine().split(" ", 2)[0]);
    assertThat(itsFolder.resolve("postgresql")).isDirectory();

    other.kill();
    children.forEach(child -> Poll.untilGone(child, SOON));
    assertThat(itsFolder).doesNotExist();
  }

  @Test
  void a_throw_away_folder_is_gone_when_closed() {
    Path path;
    try (var throwAway = ThrowAwayFolder.create()) {
      path = throwAway.path();
      assertThat(path).isDirectory();
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void a_server_that_is_killed_is_started_again_and_has_its_data() throws Exception {
    try (var throwAway = ThrowAwayFolder.create();
        var servers = LocalServers.start(throwAway)) {
      TripsOnBothSides.of(servers).write("before");
      for (var server : LocalServer.values()) {
        kill(server, throwAway.path());
      }
      Poll.until(
          "both answer again",
          SOON,
          () -> {
            try {
              var trips = TripsOnBothSides.of(servers);
              return trips.inDynamoDb().equals(List.of("before"))
                  && trips.inPostgres().equals("before");
            } catch (SQLException | SdkException away) {
              return false;
            }
          });
      assertThat(servers.givenUp()).isNotDone();
    }
  }

  @Test
  void a_server_that_is_killed_again_and_again_is_given_up() throws Exception {
    try (var throwAway = ThrowAwayFolder.create();
        var servers = LocalServers.start(throwAway)) {
      Poll.until(
          "it is given up",
          Duration.ofSeconds(60),
          () -> {
            kill(LocalServer.POSTGRESQL, throwAway.path());
            return servers.givenUp().isDone();
          });
      assertThat(servers.givenUp().join())
          .contains("PostgreSQL has ended", "postgresql.log", "started again");
    }
  }

  private static void kill(LocalServer server, Path data) {
    try {
      var pid = Files.readString(server.pidFile(data)).strip();
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    } catch (IOException | NumberFormatException notRunning) {
      // Between two starts there is nothing to kill.
    }
  }
}
