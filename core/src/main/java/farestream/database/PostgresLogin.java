package farestream.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/// Where a PostgreSQL database is and who we are there.
///
/// @param password never printed: [#toString()] leaves it out
public record PostgresLogin(
    String host, int port, String database, String user, String password, PostgresTls tls) {

  private static final int LONGEST_LOGIN_SECONDS = 10;

  /// Where nobody says anything about encryption.
  public PostgresLogin(String host, int port, String database, String user, String password) {
    this(host, port, database, user, password, PostgresTls.UNSAID);
  }

  /// A source of new, unpooled connections. Their sessions have the JVM's time zone: pgjdbc will
  /// have it so, and our SQL says UTC wherever it matters.
  public PGSimpleDataSource dataSource() {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName("farestream");
    source.setLoginTimeout(LONGEST_LOGIN_SECONDS);
    // The detail of an error quotes whole rows, and messages go to logs.
    source.setLogServerErrorDetail(false);
    tls.applyTo(source);
    return source;
  }

  /// The connection as libpq's own variables, for psql and every other client.
  public Map<String, String> environment() {
    var variables = new LinkedHashMap<String, String>();
    variables.put("PGHOST", host);
    variables.put("PGPORT", Integer.toString(port));
    variables.put("PGDATABASE", database);
    variables.put("PGUSER", user);
    variables.put("PGPASSWORD", password);
    variables.putAll(tls.environment());
    return variables;
  }

  /// A connection string that psql and others take, with the password in it.
  public String url() {
    var parameters =
        tls.parameters().entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
            .collect(Collectors.joining("&"));
    return "postgresql://%s:%s@%s:%d/%s%s"
        .formatted(
            encoded(user),
            encoded(password),
            host,
            port,
            encoded(database),
            parameters.isEmpty() ? "" : "?" + parameters);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
