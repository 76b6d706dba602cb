package farestream.lambda;

import farestream.database.PostgresLogin;
import farestream.database.ServerCertificate;
import farestream.local.KillablePostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// A PostgreSQL that is configured like RDS: TLS with a certificate for `localhost`, and roles
/// that log in by IAM send their token as a clear-text password.
public final class SecureDatabase implements AutoCloseable {
  /// The function's role, which `infra/roles.sql` creates on RDS.
  static final String STREAM = "farestream_stream";

  private final Path folder;
  private final ServerCertificate certificate;
  private final KillablePostgres postgres = KillablePostgres.start();

  private SecureDatabase(Path folder, ServerCertificate certificate) {
    this.folder = folder;
    this.certificate = certificate;
  }

  /// @param method the authentication method of the function's role in `pg_hba.conf`: `password`,
  ///     or `trust` to accept any token
  public static SecureDatabase start(String method)
      throws IOException, InterruptedException, GeneralSecurityException, SQLException {
    var folder = Files.createTempDirectory("farestream-secure");
    var database = new SecureDatabase(folder, ServerCertificate.make(folder, "localhost"));
    var rules = Files.writeString(folder.resolve("pg_hba.conf"), rules(method));
    database.run("alter system set ssl_cert_file = '%s'".formatted(database.certificate.chain()));
    database.run("alter system set ssl_key_file = '%s'".formatted(database.certificate.key()));
    database.run("alter system set hba_file = '%s'".formatted(rules));
    database.run("alter system set ssl = on");
    database.run("create role %s login".formatted(STREAM));
    database.run("grant connect on database taxidb to " + STREAM);
    database.postgres.kill();
    database.postgres.startAgain();
    return database;
  }

  private static String rules(String method) {
    return """
        host    all postgres,farestream_owner all scram-sha-256
        hostssl all farestream,%s all %s
        """
        .formatted(STREAM, method);
  }

  /// Returns the environment of a function on AWS, with made-up credentials.
  public Map<String, String> environment() {
    var login = postgres.commands();
    var environment = new HashMap<String, String>();
    environment.put("PGHOST", "localhost");
    environment.put("PGPORT", Integer.toString(login.port()));
    environment.put("PGDATABASE", login.database());
    environment.put("PGUSER", login.user());
    environment.put("PGSSLMODE", "verify-full");
    environment.put("PGSSLROOTCERT", certificate.authority().toString());
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    return environment;
  }

  public PostgresLogin owner() {
    return postgres.owner();
  }

  void run(String sql) throws SQLException {
    try (var connection = postgres.superuser().dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Returns the first column of the only row.
  String row(String sql) throws SQLException {
    try (var connection = postgres.superuser().dataSource().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
