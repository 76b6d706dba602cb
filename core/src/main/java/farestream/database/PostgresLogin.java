package farestream.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/// Where a PostgreSQL database is and who we are there.
///
/// @param password never printed: [#toString()] leaves it out
/// @param requireAuth how the server may ask who we are: libpq's `require_auth`, or empty
public record PostgresLogin(
    String host,
    int port,
    String database,
    String user,
    String password,
    PostgresTls tls,
    String requireAuth) {

  private static final int LONGEST_LOGIN_SECONDS = 10;
  private static final String CLEAR_TEXT = "password";

  /// A password in clear text goes to no server that hasn't proved who it is, whatever it asks for.
  public PostgresLogin {
    requireAuth = tls.provesTheServer() ? requireAuth : withoutClearText(requireAuth);
  }

  /// Where nobody says anything about encryption.
  public PostgresLogin(String host, int port, String database, String user, String password) {
    this(host, port, database, user, password, PostgresTls.UNSAID);
  }

  /// Where nobody says anything about how the server may ask.
  public PostgresLogin(
      String host, int port, String database, String user, String password, PostgresTls tls) {
    this(host, port, database, user, password, tls, "");
  }

  /// A list has either what is accepted, or with `!` what isn't.
  private static String withoutClearText(String methods) {
    var others =
        Stream.of(methods.split(",", -1))
            .map(String::strip)
            .filter(method -> !method.isEmpty() && !method.equals(CLEAR_TEXT))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (others.stream().allMatch(method -> method.startsWith("!"))) {
      others.add(methods.strip().equals(CLEAR_TEXT) ? "none" : "!" + CLEAR_TEXT);
    }
    return String.join(",", others);
  }

  /// A source of new, unpooled connections. Their sessions have the JVM's time zone: pgjdbc will
  /// have it so, and our SQL says UTC wherever it matters.
  public PGSimpleDataSource dataSource() {
    return configured(new PGSimpleDataSource());
  }

  /// Connects once, before a client does that gives the password to whoever asks: the server must
  /// prove by its certificate or by SCRAM that it is the one, or as `PGREQUIREAUTH` names it.
  ///
  /// @throws SQLException if it can't be reached, or doesn't
  public void proveServer() throws SQLException {
    if (password.isEmpty()) {
      return;
    }
    var source = dataSource();
    if (!tls.provesTheServer() && requireAuth.startsWith("!")) {
      source.setRequireAuth("scram-sha-256");
    }
    source.getConnection().close();
  }

  /// The same for whoever works on our schema.
  ///
  /// @return connections of which the first throws [OtherSchema] if other migrations made it
  public PGSimpleDataSource checkedDataSource() {
    return configured(new CheckedDataSource());
  }

  private PGSimpleDataSource configured(PGSimpleDataSource source) {
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName("farestream");
    source.setLoginTimeout(LONGEST_LOGIN_SECONDS);
    // The detail of an error quotes whole rows, and messages go to logs.
    source.setLogServerErrorDetail(false);
    if (!requireAuth.isEmpty()) {
      source.setRequireAuth(requireAuth);
    }
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
    if (!requireAuth.isEmpty()) {
      variables.put("PGREQUIREAUTH", requireAuth);
    }
    return variables;
  }

  /// A connection string that psql and others take, without the password: it is often an argument,
  /// which every user of the machine may read.
  public String url() {
    return url(encoded(user), Map.of());
  }

  /// The same with a file that has the password, as libpq reads it.
  public String url(Path passwordFile) {
    return url(encoded(user), Map.of("passfile", passwordFile.toString()));
  }

  /// The same with the password in it.
  public String urlWithPassword() {
    return url(encoded(user) + ":" + encoded(password), Map.of());
  }

  private String url(String who, Map<String, String> more) {
    var all = new LinkedHashMap<>(more);
    all.putAll(tls.parameters());
    var parameters =
        all.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
            .collect(Collectors.joining("&"));
    return "postgresql://%s@%s:%d/%s%s"
        .formatted(
            who, host, port, encoded(database), parameters.isEmpty() ? "" : "?" + parameters);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
