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

/// The address of a PostgreSQL database and the credentials to log in.
///
/// @param password is left out of [#toString()]; an empty string if there is none
/// @param requireAuth the accepted authentication methods, as libpq's `require_auth`; an empty
///     string accepts any, except `password` if TLS doesn't prove the server's identity
public record PostgresLogin(
    String host,
    int port,
    String database,
    String user,
    String password,
    PostgresTls tls,
    String requireAuth) {

  private static final int LOGIN_TIMEOUT_SECONDS = 10;
  private static final String CLEAR_TEXT = "password";

  /// Excludes the method `password` unless TLS proves the server's identity, so that the password
  /// is never sent in clear text to an unknown server.
  public PostgresLogin {
    requireAuth = tls.provesTheServer() ? requireAuth : withoutClearText(requireAuth);
  }

  /// Creates a login with libpq's default TLS settings.
  public PostgresLogin(String host, int port, String database, String user, String password) {
    this(host, port, database, user, password, PostgresTls.UNSAID);
  }

  /// Creates a login without restricting the authentication methods.
  public PostgresLogin(
      String host, int port, String database, String user, String password, PostgresTls tls) {
    this(host, port, database, user, password, tls, "");
  }

  /// Removes `password` from a list of methods. A list names either accepted methods or, each with
  /// `!`, excluded ones.
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

  /// Returns a source of new, unpooled connections. pgjdbc sets the session's time zone to the
  /// JVM's, so SQL statements name UTC wherever it matters.
  public PGSimpleDataSource dataSource() {
    return configured(new PGSimpleDataSource());
  }

  /// Connects once to verify the server before another client, which would send the password to any
  /// server, connects. The server must prove its identity by its certificate, by SCRAM, or by a
  /// method that `PGREQUIREAUTH` accepts. Does nothing without a password.
  ///
  /// @throws SQLException if the server can't be reached or doesn't prove its identity
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

  /// Returns a source of new, unpooled connections whose first connection checks the schema and
  /// throws [SchemaMismatch] if it is another version's.
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
    source.setLoginTimeout(LOGIN_TIMEOUT_SECONDS);
    // An error's DETAIL quotes whole rows, which may be personal data, and messages go to logs.
    source.setLogServerErrorDetail(false);
    if (!requireAuth.isEmpty()) {
      source.setRequireAuth(requireAuth);
    }
    tls.applyTo(source);
    return source;
  }

  /// Returns the connection as libpq's environment variables, including the password, for psql and
  /// other clients.
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

  /// Returns a connection URI without the password, because a URI is often passed as an argument,
  /// which every user of the machine can read.
  public String url() {
    return url(encoded(user), Map.of());
  }

  /// Returns a connection URI that refers to a password file in libpq's format.
  public String url(Path passwordFile) {
    return url(encoded(user), Map.of("passfile", passwordFile.toString()));
  }

  /// Returns a connection URI that contains the password.
  public String urlWithPassword() {
    return url(encoded(user) + ":" + encoded(password), Map.of());
  }

  private String url(String userInfo, Map<String, String> extraParameters) {
    var all = new LinkedHashMap<>(extraParameters);
    all.putAll(tls.parameters());
    var parameters =
        all.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
            .collect(Collectors.joining("&"));
    return "postgresql://%s@%s:%d/%s%s"
        .formatted(
            userInfo, host, port, encoded(database), parameters.isEmpty() ? "" : "?" + parameters);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
