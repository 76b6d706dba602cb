package farestream.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.postgresql.ds.PGSimpleDataSource;

/// Opens new, unpooled connections to a database with the schema of this version. The first
/// connection compares the checksums of the applied migrations with this version's, so that no
/// command runs on different tables, functions or triggers.
final class CheckedDataSource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1L;

  /// The last applied migration of each script: versioned ones, which create tables, before
  /// repeatable ones, which define functions, triggers and views.
  private static final String APPLIED =
      """
      select version is null as is_repeatable, script, checksum from (
        select distinct on (script) * from flyway_schema_history
        where type = 'SQL' and success order by script, installed_rank desc) as applied
      order by version is null
      """;

  /// SQLSTATEs that skip the check: the role may not read the table (42501), or the database was
  /// never migrated (42P01), in which case the command's own statement reports what is missing.
  private static final Set<String> UNCHECKABLE = Set.of("42501", "42P01");

  /// The checksums of this version's scripts, by file name.
  private static final Map<String, Integer> CHECKSUMS = new ConcurrentHashMap<>();

  private volatile boolean checked;

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    var connection = super.getConnection(user, password);
    try {
      if (!checked) {
        requireMatchingSchema(connection);
        checked = true;
      }
      return connection;
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  private static void requireMatchingSchema(Connection connection) throws SQLException {
    try (var select = connection.createStatement();
        var rows = select.executeQuery(APPLIED)) {
      while (rows.next()) {
        if (CHECKSUMS.computeIfAbsent(rows.getString("script"), CheckedDataSource::checksum)
            != rows.getInt("checksum")) {
          throw rows.getBoolean("is_repeatable")
              ? SchemaMismatch.ofRules(connection.getCatalog())
              : SchemaMismatch.ofTables(connection.getCatalog());
        }
      }
    } catch (SQLException failure) {
      if (!UNCHECKABLE.contains(failure.getSQLState())) {
        throw failure;
      }
    }
  }

  /// Returns the checksum as Flyway computes it, over the lines without their line ends; 0 if this
  /// version has no such script.
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
