package farestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import farestream.booking.TableSetup;
import farestream.database.Schema;
import farestream.local.LocalServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests a data folder of an earlier version with other migrations.
@Tag("integration")
class SchemaMismatchTest {
  private static final String TABLE = "aws-db-workshop-trips";

  /// The first migration of that version, as Flyway recorded it.
  private static final String BEFORE_THE_BASELINE =
      """
      update flyway_schema_history set description = 'the workshops tables',
        script = 'V1__the_workshops_tables.sql', checksum = 1062336229
      where version = '1'
      """;

  @TempDir private Path folder;

  @Test
  void an_older_data_folder_is_refused_by_up_and_by_every_command() throws SQLException {
    try (var servers = LocalServers.start(folder, 0, 0)) {
      Schema.migrate(servers.owner().dataSource());
      try (var connection = servers.owner().dataSource().getConnection();
          var statement = connection.createStatement()) {
        statement.execute(BEFORE_THE_BASELINE);
      }
      var variables = new HashMap<>(servers.commands().environment());
      variables.putAll(servers.dynamoDbEnvironment());
      variables.put("TRIPS_TABLE", TABLE);
      var instance = TestInstance.of(variables);
      try (var dynamoDb = instance.config().dynamoDb()) {
        var _ = TableSetup.ensure(dynamoDb, TABLE);
      }
      for (var command :
          new String[] {
            "bill --dry-run", "pay", "cycle list", "payment list", "statement --cycle 2 --json",
                "audit verify",
            "quarantine list", "reconcile", "report --cycle 2", "dispute list", "worker", "status"
          }) {
        assertRefused(instance.run(command.split(" ", -1)));
      }
    }
    assertRefused(
        TestInstance.of(Map.of())
            .run(
                "up", "--data", folder.toString(), "--dynamodb-port", "0", "--postgres-port", "0"));
  }

  @Test
  void rules_of_another_version_are_refused_until_up_has_brought_them_up_to_date()
      throws SQLException {
    try (var servers = LocalServers.start(folder, 0, 0)) {
      var owner = servers.owner().dataSource();
      Schema.migrate(owner);
      try (var connection = owner.getConnection();
          var statement = connection.createStatement()) {
        statement.execute(
            "update flyway_schema_history set checksum = 1 where script = 'R__money_gate.sql'");
      }
      var instance = TestInstance.of(servers.commands().environment());
      var refused = instance.run("cycle", "list");
      assertThat(refused.err())
          .isEqualTo(
              "farestream: the functions, triggers or views of database taxidb are from another version"
                  + " of Farestream: update them with ./farestream up of this version, or with"
                  + " infra/deploy\n");
      assertThat(refused.status()).isEqualTo(3);
      Schema.migrate(owner);
      assertThat(instance.run("cycle", "list").status()).isZero();
    }
  }

  private static void assertRefused(TestInstance.Result result) {
    assertThat(result.err())
        .startsWith(
            "farestream: the schema of database taxidb was made by another version of Farestream")
        .hasLineCount(1);
    assertThat(result.status()).isEqualTo(3);
  }
}
