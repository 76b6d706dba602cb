package farestream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import farestream.database.PostgresLogin;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests a running pair of servers, and starts that are refused.
@Tag("integration")
class LocalServersTest {
  @TempDir static Path folder;
  private static LocalServers servers;
  private static Path data;

  @BeforeAll
  static void start() {
    data = folder.resolve("data");
    servers = LocalServers.start(data, 0, 0);
  }

  @AfterAll
  static void stop() {
    servers.close();
    servers.close();
    assertThat(data.resolve("postgresql.pid")).doesNotExist();
    assertThat(data.resolve("dynamodb.pid")).doesNotExist();
  }

  @Test
  void every_region_sees_the_same_trips() throws SQLException {
    var trips = TripsOnBothSides.of(servers);
    trips.write("a");
    for (var client = 0; client < 4; client++) {
      assertThat(trips.inDynamoDb()).containsExactly("a");
    }
  }

  @Test
  void only_loopback_is_listened_on() throws IOException {
    for (var port : List.of(servers.dynamoDb().getPort(), servers.owner().port())) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1_000);
      }
      for (var address : otherAddresses()) {
        assertThatThrownBy(() -> new Socket().connect(new InetSocketAddress(address, port), 1_000))
            .as("%s port %d", address, port)
            .isInstanceOf(ConnectException.class);
      }
    }
  }

  // 127.0.0.2 is this machine too: a server that listens on all addresses answers there.
  private static List<InetAddress> otherAddresses() throws IOException {
    var others = new ArrayList<InetAddress>();
    others.add(InetAddress.ofLiteral("127.0.0.2"));
    NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.equals(InetAddress.ofLiteral("127.0.0.1")))
        .forEach(others::add);
    return others;
  }

  @ParameterizedTest
  @ValueSource(strings = {"farestream_owner", "farestream", "postgres"})
  void a_wrong_password_is_refused(String role) {
    var login = new PostgresLogin("127.0.0.1", servers.owner().port(), "taxidb", role, "wrong");
    assertThatThrownBy(() -> login.dataSource().getConnection())
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("28P01"));
  }

  @Test
  void the_password_itself_never_goes_to_the_server() throws SQLException {
    assertThat(query(servers.owner(), "select system_user"))
        .isEqualTo("scram-sha-256:farestream_owner");
    assertThat(query(servers.commands(), "select system_user"))
        .isEqualTo("scram-sha-256:farestream");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table mine (id int)",
        "create temporary table mine (id int)",
        "create schema mine",
        "create role mine",
        "create database mine"
      })
  void the_commands_role_has_no_ddl(String ddl) {
    assertThatThrownBy(() -> query(servers.commands(), ddl))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
  }

  @Test
  void the_owner_owns_the_database_and_is_no_superuser() throws SQLException {
    assertThat(
            query(
                servers.owner(),
                """
                select pg_get_userbyid(datdba) || ' ' || rolsuper || ' '
                  || has_schema_privilege('public', 'create') || ' ' || setconfig::text
                from pg_database join pg_roles on pg_roles.oid = datdba
                  join pg_db_role_setting on setdatabase = pg_database.oid
                where datname = current_database()
                """))
        .isEqualTo("farestream_owner false true {TimeZone=UTC}");
  }

  @Test
  void data_survive_every_crash_of_the_machine() throws SQLException {
    assertThat(
            query(
                servers.owner(),
                "select current_setting('fsync') || current_setting('synchronous_commit')"))
        .isEqualTo("onon");
  }

  @Test
  void only_their_owner_may_read_the_secrets_and_the_data() throws IOException {
    assertThat(Files.getPosixFilePermissions(data))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    for (var file : List.of("secrets.properties", "dynamodb.log", "postgresql.log")) {
      assertThat(Files.getPosixFilePermissions(data.resolve(file)))
          .as(file)
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(servers.owner().toString()).doesNotContain(servers.owner().password());
  }

  @Test
  void a_second_start_on_the_same_folder_is_refused() throws IOException {
    var pid = ProcessHandle.current().pid();
    var refused = catchThrowableOfType(FolderInUse.class, () -> LocalServers.start(data, 0, 0));
    assertThat(refused.pid()).hasValue(pid);
    // The refused start didn't release the lock either.
    try (var other = AnotherJvm.holding(data)) {
      assertThat(other.firstLine()).contains("in use by process " + pid);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_busy_port_is_named_and_nothing_stays_locked(LocalServer server) throws IOException {
    var elsewhere = folder.resolve("busy-" + server);
    try (var busy = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var dynamoDbPort = server == LocalServer.DYNAMODB ? busy.getLocalPort() : 0;
      var postgresPort = server == LocalServer.POSTGRESQL ? busy.getLocalPort() : 0;
      var refused =
          catchThrowableOfType(
              PortInUse.class, () -> LocalServers.start(elsewhere, dynamoDbPort, postgresPort));
      assertThat(refused.server()).isEqualTo(server);
      assertThat(refused.port()).isEqualTo(busy.getLocalPort());
      assertThat(refused).hasMessageContaining(server.title());
      assertThat(elsewhere.resolve("dynamodb"))
          .as("reported before the other server starts")
          .doesNotExist();
      assertThat(elsewhere.resolve("postgresql")).doesNotExist();
    }
    FolderLock.take(elsewhere).close();
  }

  @Test
  void a_port_that_only_the_server_finds_busy_is_named_too() throws IOException {
    var elsewhere = PrivateFiles.folder(folder.resolve("late"));
    try (var busy = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.startVirtualThread(() -> turnAway(busy));
      assertThatThrownBy(
              () ->
                  DynamoDbProcess.start(
                      elsewhere,
                      busy.getLocalPort(),
                      new DynamoDbProcess.Settings("key", OptionalInt.empty(), Lifetime.TEMPORARY)))
          .isInstanceOf(PortInUse.class);
      assertThatThrownBy(
              () ->
                  PostgresProcess.start(
                      elsewhere, busy.getLocalPort(), Secrets.of(elsewhere), Lifetime.TEMPORARY))
          .isInstanceOf(PortInUse.class);
    }
  }

  /// Closes each connection, because a client would wait for a server that only listens.
  private static void turnAway(ServerSocket busy) {
    try {
      while (true) {
        busy.accept().close();
      }
    } catch (IOException closed) {
      // The test has ended.
    }
  }

  @Test
  void a_failed_start_in_a_temporary_folder_shows_the_end_of_the_log() throws IOException {
    var elsewhere = PrivateFiles.folder(folder.resolve("broken"));
    var secrets = Secrets.of(elsewhere);
    Files.createDirectory(elsewhere.resolve("postgresql"));
    assertThatThrownBy(() -> PostgresProcess.start(elsewhere, 5432, secrets, Lifetime.TEMPORARY))
        .isInstanceOf(StartFailure.class)
        .hasMessageContainingAll("its log ends with: ", "postgresql.conf")
        .hasMessageNotContaining("postgresql.log");
    assertThatThrownBy(() -> PostgresProcess.start(elsewhere, 5432, secrets, Lifetime.DURABLE))
        .hasMessageContaining("its log is " + elsewhere.resolve("postgresql.log"));
  }

  /// The log contains neither the statement, nor its parameters, nor the wrong value.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 'anna@example.com'::integer",
        "insert into anna values (1)",
        "select * from trips where rider_name = 'anna' and",
        "insert into riders (rider_id, rider_name, rider_email) values (69257, 'anna', 'anna@example.com')",
        "do $$ begin raise warning 'anna'; raise exception 'anna'; end $$"
      })
  void the_log_contains_nothing_of_a_statement_that_failed(String sql) throws Exception {
    assertThatThrownBy(() -> query(servers.owner(), sql)).isInstanceOf(SQLException.class);
    try (var connection = servers.owner().dataSource().getConnection();
        var statement = connection.prepareStatement("select cast(? as text)::integer")) {
      statement.setString(1, "anna");
      assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
    }
    assertThat(Files.readString(data.resolve("postgresql.log")))
        .contains("ready to accept connections")
        .doesNotContain("anna");
  }

  private static String query(PostgresLogin login, String sql) throws SQLException {
    try (var connection = login.dataSource().getConnection();
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      var rows = statement.getResultSet();
      rows.next();
      return rows.getString(1);
    }
  }
}
