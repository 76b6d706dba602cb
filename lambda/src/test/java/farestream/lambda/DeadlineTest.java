package farestream.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.database.Schema;
import farestream.local.KillablePostgres;
import farestream.sink.BatchOutcome;
import farestream.stream.StreamEventReader;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class DeadlineTest {
  private static final Duration INVOCATION = Duration.ofSeconds(60);
  private static final Duration HOOK = Duration.ofSeconds(10);
  private final KillablePostgres postgres = KillablePostgres.start();

  @AfterEach
  void stop() {
    postgres.close();
  }

  @Test
  void a_batch_of_many_short_statements_is_aborted_at_its_deadline() throws SQLException {
    Schema.migrate(postgres.owner().dataSource());
    owner(
        """
        create function takes_a_while() returns trigger language plpgsql as
          'begin perform pg_sleep(0.2); return null; end';
        create trigger takes_a_while after insert or update on trips
          for each statement execute function takes_a_while()
        """);
    var events = new StringBuilder();
    // Twenty changes of one trip take a statement each, four seconds in total.
    for (var number = 1; number <= 20; number++) {
      events.append(number == 1 ? "" : ",").append(record(number));
    }
    var event = StreamEventReader.read("{\"Records\":[%s]}".formatted(events));
    var ledger = new WarmLedger(login(), Duration.ofMillis(500));
    var started = System.nanoTime();
    assertThat(ledger.apply(event, INVOCATION::toMillis))
        .isInstanceOfSatisfying(
            BatchOutcome.NotCommitted.class,
            outage -> assertThat(outage.retryFrom()).hasValue("1"));
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
    owner("drop trigger takes_a_while on trips");
    assertThat(ledger.apply(event, INVOCATION::toMillis))
        .isInstanceOf(BatchOutcome.Committed.class);
    ledger.close();
  }

  @Test
  void a_write_that_the_server_does_not_read_is_aborted_over_tls_too() throws Exception {
    try (var secure = SecureDatabase.start("trust");
        var proxy = StoppableProxy.to(Integer.parseInt(secure.environment().get("PGPORT")))) {
      var environment = secure.environment();
      environment.put("PGPORT", Integer.toString(proxy.port()));
      var source = new DatabaseLogin(environment, Clock.systemUTC()).forBatches();
      source.setSendBufferSize(4_096);
      try (var connection = source.getConnection();
          var statement = connection.prepareStatement("select length(?)")) {
        proxy.stop();
        statement.setString(1, "x".repeat(20_000_000));
        var started = System.nanoTime();
        try (var _ = Deadline.of(connection, Duration.ofMillis(500))) {
          assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));
      }
    }
  }

  @Test
  void two_attempts_end_before_lambda_ends_the_function() {
    var ledger = new WarmLedger(login());
    assertThat(
            WarmLedger.VALIDATION_TIMEOUT
                .plus(WarmLedger.BATCH_TIMEOUT)
                .plus(Deadline.ABORT_TIMEOUT)
                .plus(ledger.attemptTimeout()))
        .isLessThan(INVOCATION);
    assertThat(DatabaseLogin.CONNECT_TIMEOUT.plus(WarmLedger.SETUP_TIMEOUT))
        .as("the hook after the restore")
        .isLessThan(HOOK);
  }

  private static String record(int number) {
    return """
    {"eventName": "MODIFY", "eventSourceARN": "arn", "dynamodb": {
      "Keys": {"riderid": {"S": "a@example.com"}, "tripinfo": {"S": "t1"}},
      "NewImage": {
        "riderid": {"S": "a@example.com"}, "tripinfo": {"S": "t1"}, "STATUS": {"S": "Completed"},
        "PICKUP_DATETIME": {"S": "2026-11-22T05:15:33Z"},
        "DROPOFF_DATETIME": {"S": "2026-11-22T05:19:10Z"},
        "RIDER_ID": {"N": "1"}, "DRIVER_ID": {"N": "1"}, "FARE_AMOUNT": {"N": "%1$d"},
        "EXTRA": {"N": "0"}, "MTA_TAX": {"N": "0"}, "TIP_AMOUNT": {"N": "0"},
        "TOLLS_AMOUNT": {"N": "0"}, "IMPROVEMENT_SURCHARGE": {"N": "0"},
        "TOTAL_AMOUNT": {"N": "%1$d"}},
      "SequenceNumber": "%1$d"}}
    """
        .formatted(number);
  }

  private DatabaseLogin login() {
    return new DatabaseLogin(postgres.commands().environment(), Clock.systemUTC());
  }

  private void owner(String sql) throws SQLException {
    try (var owner = postgres.owner().dataSource().getConnection();
        var statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }
}
