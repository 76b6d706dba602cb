package farestream.database;

import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// Where a PostgreSQL database is and who we are there.
///
/// @param password never printed: [#toString()] leaves it out
public record PostgresLogin(String host, int port, String database, String user, String password) {

  /// A source of new, unpooled connections whose sessions think in UTC, whatever the zone of this
  /// machine: timestamps are UTC in storage.
  public DataSource dataSource() {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName("farestream");
    source.setOptions("-c TimeZone=UTC");
    return source;
  }

  /// The connection as libpq's own variables, for psql and every other client.
  public Properties environment() {
    var variables = new Properties();
    variables.setProperty("PGHOST", host);
    variables.setProperty("PGPORT", Integer.toString(port));
    variables.setProperty("PGDATABASE", database);
    variables.setProperty("PGUSER", user);
    variables.setProperty("PGPASSWORD", password);
    return variables;
  }

  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
