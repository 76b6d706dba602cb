package farestream.local;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.database.PostgresLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;

/// Tests what remains when a JVM, a guard or a server is killed.
@Tag("slow")
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
    // Started immediately, while the servers of the killed JVM are still stopping.
    try (var servers = LocalServers.start(folder, 0, 0)) {
      children.forEach(child -> Poll.untilGone(child, SOON));
      var trips = TripsOnBothSides.of(servers);
      assertThat(trips.inDynamoDb()).containsExactly("before", "while another held it");
      assertThat(trips.inPostgres()).isEqualTo("before,while another held it");
    }
  }

  private TripsOnBothSides tripsOf(AnotherJvm other) {
    var ports = other.firstLine().split(" ", 2);
    var secrets = Secrets.of(folder);
    return new TripsOnBothSides(
        URI.create("http://127.0.0.1:" + ports[0]),
        secrets.dynamoDb(),
        new PostgresDatabase(Integer.parseInt(ports[1]), secrets).owner());
  }

  @Test
  void a_cluster_whose_creation_was_killed_is_created_again() throws IOException, SQLException {
    var draft = folder.resolve("postgresql.new");
    var finished = folder.resolve("postgresql");
    var other = AnotherJvm.starting(folder);
    Poll.until(
        "initdb is at work",
        SOON,
        () -> Files.exists(draft.resolve("base")) || Files.exists(finished.resolve("base")));
    // Killed together, because initdb deletes its files if it is only asked to stop.
    other.descendants().forEach(ProcessHandle::destroyForcibly);
    other.kill();

    try (var servers = LocalServers.start(folder, 0, 0)) {
      TripsOnBothSides.of(servers).write("a");
      assertThat(draft).doesNotExist();
      assertThat(folder.resolve("postgresql.password")).doesNotExist();
    }
  }

  @Test
  void a_database_whose_creation_was_killed_is_created_again() throws SQLException {
    var secrets = Secrets.of(folder);
    try (var postgres = startPostgres(secrets)) {
      var superuser =
          new PostgresLogin(
              "127.0.0.1", postgres.port(), "postgres", "postgres", secrets.superuser());
      try (var connection = superuser.dataSource().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("alter database taxidb rename to taxidb_new");
      }
    }
    try (var postgres = startPostgres(secrets);
        var connection =
            new PostgresDatabase(postgres.port(), secrets).owner().dataSource().getConnection()) {
      assertThat(connection.getCatalog()).isEqualTo("taxidb");
    }
  }

  private GuardedProcess startPostgres(Secrets secrets) {
    return LoopbackPort.startOn(
        0, port -> PostgresProcess.start(folder, port, secrets, Lifetime.TEMPORARY));
  }

  @Test
  void a_temporary_folder_is_removed_after_its_jvm_is_killed() throws IOException {
    var other = AnotherJvm.holdingTemporary();
    var children = other.descendants();
    var itsFolder = Path.of(other.firstLine().split(" ", 2)[0]);
    assertThat(itsFolder.resolve("postgresql")).isDirectory();

    other.kill();
    children.forEach(child -> Poll.untilGone(child, SOON));
    assertThat(itsFolder).doesNotExist();
  }

  @Test
  void a_temporary_folder_is_removed_when_closed() {
    Path path;
    try (var temporary = TempDataFolder.create()) {
      path = temporary.path();
      assertThat(path).isDirectory();
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void servers_and_guards_that_are_killed_are_restarted_and_keep_their_data() throws Exception {
    try (var temporary = TempDataFolder.create();
        var servers = LocalServers.start(temporary)) {
      TripsOnBothSides.of(servers).write("before");
      var killed = running(temporary.path());
      killed.forEach(ProcessHandle::destroyForcibly);
      awaitRestart(killed, servers);

      var unguarded = running(temporary.path());
      unguarded.forEach(server -> server.parent().orElseThrow().destroyForcibly());
      awaitRestart(unguarded, servers);
      assertThat(servers.givenUp()).isNotDone();
    }
  }

  private static List<ProcessHandle> running(Path data) {
    return Arrays.stream(LocalServer.values())
        .map(server -> running(server, data).orElseThrow())
        .toList();
  }

  private static void awaitRestart(List<ProcessHandle> previous, LocalServers servers) {
    previous.forEach(process -> Poll.untilGone(process, SOON));
    Poll.until("both answer again", SOON, () -> bothHold("before", servers));
  }

  private static boolean bothHold(String trip, LocalServers servers) {
    try {
      var trips = TripsOnBothSides.of(servers);
      return trips.inDynamoDb().equals(List.of(trip)) && trips.inPostgres().equals(trip);
    } catch (SQLException | SdkException | UncheckedIOException away) {
      return false;
    }
  }

  @Test
  void a_server_that_is_killed_again_and_again_is_given_up() throws Exception {
    try (var temporary = TempDataFolder.create();
        var servers = LocalServers.start(temporary)) {
      Poll.until(
          "it is given up",
          Duration.ofSeconds(60),
          () -> {
            kill(LocalServer.POSTGRESQL, temporary.path());
            return servers.givenUp().isDone();
          });
      assertThat(servers.givenUp().join())
          .contains("PostgreSQL exited", "its log ends with: ", "restarted");
    }
  }

  private static void kill(LocalServer server, Path data) {
    running(server, data).ifPresent(ProcessHandle::destroyForcibly);
  }

  // Absent between two starts.
  private static Optional<ProcessHandle> running(LocalServer server, Path data) {
    try {
      var pid = Files.readString(server.pidFile(data)).strip();
      return ProcessHandle.of(Long.parseLong(pid));
    } catch (IOException | NumberFormatException notRunning) {
      return Optional.empty();
    }
  }
}
