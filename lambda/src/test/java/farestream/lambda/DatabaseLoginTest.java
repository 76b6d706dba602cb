package farestream.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// RDS verifies a token by its signature. These tests set the expected token as the role's
/// password.
@Tag("integration")
class DatabaseLoginTest {
  private static final Instant NOW = Instant.parse("2026-11-22T05:15:33Z");
  private static SecureDatabase database;

  @BeforeAll
  static void start() throws Exception {
    database = SecureDatabase.start("password");
    var environment = database.environment();
    var token =
        DatabaseToken.of(
            "localhost",
            Integer.parseInt(environment.getOrDefault("PGPORT", "")),
            "farestream",
            "us-east-1",
            new AwsCredentials(
                environment.getOrDefault("AWS_ACCESS_KEY_ID", ""),
                environment.getOrDefault("AWS_SECRET_ACCESS_KEY", ""),
                Optional.empty()),
            NOW);
    database.run("alter role farestream password '%s'".formatted(token));
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @Test
  void without_a_password_the_current_token_is_the_password() throws SQLException {
    login(Map.of(), NOW).forBatches().getConnection().close();
    var later = login(Map.of(), NOW.plusSeconds(1)).forBatches();
    assertThatThrownBy(later::getConnection).hasMessageContaining("password authentication failed");
  }

  @Test
  void each_connection_gets_its_own_token() throws SQLException {
    var clock = new SteppingClock();
    var login = new DatabaseLogin(database.environment(), clock);
    assertThat(login.forBatches().getPassword()).isNotEqualTo(login.forBatches().getPassword());
  }

  @Test
  void no_token_is_sent_to_an_unverified_server() {
    var elsewhere = login(Map.of("PGHOST", "127.0.0.1"), NOW);
    assertThatThrownBy(() -> elsewhere.forBatches().getConnection())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("127.0.0.1");
    for (var mode : new String[] {"", "prefer", "require", "verify-ca"}) {
      assertThatThrownBy(() -> login(Map.of("PGSSLMODE", mode), NOW))
          .as(mode)
          .hasMessageContaining("verify-full");
    }
  }

  @Test
  void an_error_names_what_is_missing() {
    assertThatThrownBy(() -> login(Map.of("PGHOST", ""), NOW)).hasMessageContaining("PGHOST");
    assertThatThrownBy(() -> login(Map.of("AWS_REGION", ""), NOW))
        .hasMessageContaining("AWS_REGION");
    var nobody = login(Map.of("AWS_ACCESS_KEY_ID", ""), NOW);
    assertThatThrownBy(nobody::forBatches)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no AWS credentials");
  }

  @Test
  void a_session_has_timeouts() throws SQLException {
    try (var connection = login(Map.of(), NOW).forBatches().getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select current_setting('statement_timeout'), current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout')")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("15s");
      assertThat(row.getString(2)).isEqualTo("10s");
      assertThat(row.getString(3)).isEqualTo("30s");
    }
  }

  private static DatabaseLogin login(Map<String, String> changes, Instant now) {
    var environment = new HashMap<>(database.environment());
    environment.putAll(changes);
    return new DatabaseLogin(environment, Clock.fixed(now, ZoneOffset.UTC));
  }

  /// Advances by a second with each reading.
  private static final class SteppingClock extends Clock {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      now = now.plusSeconds(1);
      return now;
    }

    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
