package farestream.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tests `infra/roles.sql`, run by a master user as RDS has one: it may create roles and isn't a
/// superuser.
@Tag("integration")
class RolesScriptTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("farestream.home"), "infra", "roles.sql");

  @Test
  void a_master_without_superuser_creates_roles_that_can_migrate_and_write()
      throws IOException, SQLException {
    var cluster = RoleCluster.start();
    var script = Files.readString(SCRIPT);
    try (cluster) {
      run(cluster.as("master"), script);
      run(cluster.as("master"), script);
      Schema.migrate(cluster.as("farestream_owner"));
      run(
          cluster.as("farestream"),
          "insert into riders (rider_id, rider_name, rider_email) values (1, 'a', 'b@example.com')");
      assertThat(
              rows(
                  cluster.as("farestream_stream"),
                  "select recorded::text from record_trips(array[]::incoming_trip[])"))
          .containsExactly("0");
      assertThatThrownBy(
              () ->
                  run(
                      cluster.as("farestream_stream"),
                      "insert into trips (rider_email, trip_info, trip_import) values ('a', 'b', 1)"))
          .as("the mark that keeps a trip out of all cycles")
          .hasMessageContaining("permission denied");
      run(cluster.as("master"), script);
      run(cluster.as("master"), "create role ada login");
      run(cluster.as("master"), "grant farestream to ada with set false");
      run(
          cluster.as("ada"),
          "insert into bank_account (holder, iban) values ('A', 'DE89370400440532013000')");
      assertThat(
              rows(
                  cluster.as("ada"),
                  "select actor || pg_has_role('rds_iam', 'usage') from bank_account"))
          .as("a person's login, which signs in with a token, too")
          .containsExactly("adatrue");
      assertThat(members(cluster))
          .containsExactly("farestream", "farestream_owner", "farestream_stream");
      assertThat(rows(cluster.as("master"), "select pg_has_role('farestream_owner', 'usage')"))
          .as("a master with the owner's rights would have its rds_iam, too")
          .containsExactly("f");
    }
  }

  private static List<String> members(RoleCluster cluster) throws SQLException {
    return rows(
        cluster.as("master"),
        """
        select rolname from pg_auth_members join pg_roles on pg_roles.oid = member
        where roleid = 'rds_iam'::regrole and inherit_option order by 1
        """);
  }

  static void run(DataSource database, String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static List<String> rows(DataSource database, String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var texts = new java.util.ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }
}
