package farestream.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.zip.CRC32;
import org.postgresql.ds.PGSimpleDataSource;

/// New, unpooled connections to a database whose schema was made by the migrations of this version.
/// The first one compares their checksums, so that no command works on other tables or rules.
final class CheckedDataSource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1L;

  /// What was applied last under each name, tables before rules.
  private static final String RECORDED =
      """
      select version is null as is_rule, script, checksum from (
        select distinct on (script) * from flyway_schema_history
        where type = 'SQL' and success order by script, installed_rank desc) as applied
      order by version is null
      """;

  /// SQLSTATEs: a role that may not read this table; a database that was never migrated, where the
  /// command's own statement says what is missing.
  private static final Set<String> UNKNOWN = Set.of("42501", "42P01");

  private volatile boolean checked;

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    var connection = super.getConnection(user, password);
    try {
      if (!checked) {
        requireOurs(connection);
        checked = true;
      }
      return connection;
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  private static void requireOurs(Connection connection) throws SQLException {
    try (var select = connection.createStatement();
        var rows = select.executeQuery(RECORDED)) {
      while (rows.next()) {
        if (checksum(rows.getString("script")) != rows.getInt("checksum")) {
          throw rows.getBoolean("is_rule")
              ? OtherSchema.ofRules(connection.getCatalog())
              : OtherSchema.ofTables(connection.getCatalog());
        }
      }
    } catch (SQLException failure) {
      if (!UNKNOWN.contains(failure.getSQLState())) {
        throw failure;
      }
    }
  }

  /// As Flyway computes it: of the lines without their ends. 0 if this version has no such script.
  private static int checksum(String script) {
    var checksum = new CRC32();
    try (var bytes = CheckedDataSource.class.getResourceAsStream("/db/migration/" + script)) {
      if (bytes == null) {
        return 0;
      }
      try (var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
        lines.lines().forEach(line -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return (int) checksum.getValue();
  }
}
