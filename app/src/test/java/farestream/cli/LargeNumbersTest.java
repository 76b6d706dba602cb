package farestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import farestream.database.PostgresLogin;
import farestream.worker.ServersWithoutWorker;
import farestream.worker.Worker;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Tests ids beyond 2^31: every sequence of the database exceeds it after a few rows.
@org.junit.jupiter.api.TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
class LargeNumbersTest {
  private static final long LIMIT = 1L << 31;

  private static final String NEAR_THE_LIMIT =
      """
      select setval(seqrelid, 2147483646) from pg_sequence
      """;

  @TempDir private Path folder;
  private final ServersWithoutWorker servers = new ServersWithoutWorker();
  private final TestInstance instance = servers.instance();

  @BeforeAll
  void start() throws SQLException {
    execute(servers.postgres().owner(), NEAR_THE_LIMIT);
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  @Test
  void ids_of_trips_bills_and_payments_exceed_32_bits() {
    try (var worker = Worker.start(instance.config().tripStreams(), instance.config().ledger())) {
      var drivers = List.of(instance.newDriver(), instance.newDriver(), instance.newDriver());
      var trips =
          drivers.stream().map(driver -> instance.ride(Long.toString(driver), "10.00")).toList();
      done("bill", "--json");
      assertThat(done("pay", "--json")).contains(Long.toString(LIMIT));
      assertProved();

      instance.update(
          "update trips set total_amount = 12 where trip_info = '" + trips.get(2) + "'");
      instance.update("update trips set payment_type = 4 where trip_info = '" + trips.get(1) + "'");
      done("dispute", "resolve", trips.get(1), "--lost");
      instance.ride(Long.toString(drivers.getFirst()), "5.00");
      done("bill", "--propose", "--json");
      assertThat(instance.colleague().run("cycle", "approve", "3").status()).isZero();
      for (var driver : drivers) {
        done("bank-account", "set", "--driver-id", "" + driver, "--iban", IBAN);
      }
      done("bank-account", "set", "--own", "--holder", "Taxi Co", "--iban", IBAN);
      done("pay", "--bank-file", folder.resolve("pay.xml").toString());
      done("payment", "show", Long.toString(LIMIT), "--json");
      done("payment", "return", Long.toString(LIMIT), "--reason", "account closed");
      assertThat(done("payment", "list", "--json")).contains("FS-" + (LIMIT + 2));
      done("statement", "--cycle", "3", "--driver-id", "" + drivers.getFirst(), "--json");
      done("cycle", "show", "3", "--json");
      done("history", "import", HistoryInstance.SAMPLE.toString());
      done("status", "--json");
      done("reconcile", "--repair", "--json");
      assertProved();
      assertThat(worker.ended()).isNotDone();
    }
    assertThat(
            instance.rows(
                """
                select 'trips' from trips having max(id) > 2147483648 union
                select 'billing' from billing having max(id) > 2147483648 union
                select 'payment' from payment having max(id) > 2147483648 union
                select 'history' from trip_import having max(id) > 2147483646
                """))
        .hasSize(4);
  }

  private static final String IBAN = "DE89370400440532013000";

  private void assertProved() {
    assertThat(done("audit", "verify", "--json")).contains("proved");
    assertThat(instance.rows("select coalesce(sum(amount), 0)::text from journal_line"))
        .containsExactly("0.00");
  }

  private String done(String... arguments) {
    var result = instance.run(arguments);
    assertThat(result.status()).as(String.join(" ", arguments) + result.err()).isZero();
    return result.out();
  }

  private static void execute(PostgresLogin login, String sql) throws SQLException {
    try (var connection = login.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
