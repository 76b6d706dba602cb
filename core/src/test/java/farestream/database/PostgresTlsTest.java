package farestream.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests TLS with a PostgreSQL server whose certificate names `localhost` and is signed by a
/// private CA.
@Tag("integration")
class PostgresTlsTest {
  @TempDir private static Path folder;
  private static ServerCertificate certificate;
  private static ServerCertificate stranger;
  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws Exception {
    certificate = ServerCertificate.make(folder.resolve("ours"), "localhost");
    stranger = ServerCertificate.make(folder.resolve("strangers"), "localhost");
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "off")
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", certificate.chain().toString())
            .setServerConfig("ssl_key_file", certificate.key().toString())
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void verify_full_accepts_the_server_of_that_name() throws SQLException {
    assertThat(encrypted("localhost", "verify-full", certificate.authority())).isTrue();
  }

  @Test
  void verify_full_refuses_another_name() {
    assertThatThrownBy(() -> encrypted("127.0.0.1", "verify-full", certificate.authority()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void verify_full_refuses_another_authority() {
    assertThatThrownBy(() -> encrypted("localhost", "verify-full", stranger.authority()))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void verify_ca_checks_only_the_authority() throws SQLException {
    assertThat(encrypted("127.0.0.1", "verify-ca", certificate.authority())).isTrue();
    assertThatThrownBy(() -> encrypted("127.0.0.1", "verify-ca", stranger.authority()))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void require_checks_the_authority_if_there_is_a_root_certificate() throws SQLException {
    assertThat(encrypted("127.0.0.1", "require", folder.resolve("none"))).isTrue();
    assertThatThrownBy(() -> encrypted("127.0.0.1", "require", stranger.authority()))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void the_system_authorities_do_not_trust_a_private_ca() {
    var system = new PostgresTls(Optional.empty(), Optional.of("system"));
    assertThat(system.provesTheServer()).isTrue();
    assertThatThrownBy(() -> encrypted("localhost", system)).isInstanceOf(SQLException.class);
  }

  @Test
  void disable_does_not_encrypt_and_the_default_encrypts_if_the_server_can() throws SQLException {
    assertThat(encrypted("localhost", "disable", certificate.authority())).isFalse();
    assertThat(encrypted("localhost", PostgresTls.UNSAID)).isTrue();
  }

  @Test
  void what_libpq_would_refuse_is_refused() {
    assertThatThrownBy(() -> new PostgresTls(Optional.of("verify"), Optional.empty()))
        .hasMessage(
            "PGSSLMODE 'verify' is not one of disable, allow, prefer, require, verify-ca,"
                + " verify-full");
    assertThatThrownBy(() -> new PostgresTls(Optional.of("require"), Optional.of("system")))
        .hasMessageContaining("requires PGSSLMODE=verify-full");
  }

  @Test
  void the_settings_are_passed_to_other_clients() {
    var tls = new PostgresTls(Optional.of("verify-full"), Optional.of("/etc/my ca.pem"));
    var login = new PostgresLogin("db", 5432, "taxidb", "farestream", "secret", tls);
    assertThat(login.environment())
        .containsEntry("PGSSLMODE", "verify-full")
        .containsEntry("PGSSLROOTCERT", "/etc/my ca.pem");
    assertThat(login.url())
        .isEqualTo(
            "postgresql://farestream@db:5432/taxidb?sslmode=verify-full&sslrootcert=%2Fetc%2Fmy%20ca.pem");
    assertThat(login.urlWithPassword())
        .isEqualTo(
            "postgresql://farestream:secret@db:5432/taxidb?sslmode=verify-full&sslrootcert=%2Fetc%2Fmy%20ca.pem");
  }

  private static boolean encrypted(String host, String mode, Path authority) throws SQLException {
    return encrypted(host, new PostgresTls(Optional.of(mode), Optional.of(authority.toString())));
  }

  private static boolean encrypted(String host, PostgresTls tls) throws SQLException {
    var login = new PostgresLogin(host, server.getPort(), "postgres", "postgres", "", tls);
    try (var connection = login.dataSource().getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
