package farestream.billing;

import static farestream.billing.BilledDatabase.BY;
import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLState;

/// What the database itself refuses, whoever asks. As nothing is changed, one database does for
/// all.
@TestInstance(Lifecycle.PER_CLASS)
class ClosedForGoodTest {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final BilledDatabase database = new BilledDatabase();

  @BeforeAll
  void close_a_cycle() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.billing().close(Instant.parse("2019-03-05T17:00:00Z"), NOW, BY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 | 2 | 2019-03-05 18:00 | 2019-03-06 | a_cycle_starts_where_the_last_ended",
        "3 | 2 | 2019-03-05 16:00 | 2019-03-06 | a_cycle_starts_where_the_last_ended",
        "3 | 2 | 2019-03-05 17:00 | 2019-03-05 17:00 | a_cycle_ends_after_it_starts",
        "4 | 3 | 2019-03-05 17:00 | 2019-03-06 | a_cycle_starts_where_the_last_ended",
        "4 | 2 | 2019-03-05 17:00 | 2019-03-06 | a_cycle_follows_the_one_before",
        "3 | null | 2019-03-05 17:00 | 2019-03-06 | a_cycle_follows_the_one_before",
        "2 | null | 2019-03-05 17:00 | 2019-03-06 | billing_cycle_pkey",
        "1 | 0 | 2019-03-05 17:00 | 2019-03-06 | cycles_start_at_2",
      })
  void a_cycle_that_would_leave_a_gap_or_overlap_is_refused(
      String cycle, String previous, String starts, String ends, String constraint) {
    var insert =
        "insert into billing_cycle (cycle, previous, starts_at, ends_at, zone, driver_share, closed_at)"
            + " values (%s, %s, '%s', '%s', 'UTC', 0.8, now())"
                .formatted(cycle, previous, starts, ends);
    assertThat(refusal(() -> database.run(insert)).getConstraint()).isEqualTo(constraint);
  }

  @Test
  void a_cycle_that_starts_where_the_last_ended_is_taken() {
    database
        .commands()
        .useTransaction(
            handle -> {
              handle.execute(
                  """
                  insert into billing_cycle
                    (cycle, previous, starts_at, ends_at, zone, driver_share, closed_at)
                  values (3, 2, '2019-03-05 17:00', '2019-03-06', 'UTC', 0.8, now())
                  """);
              handle.rollback();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from billing",
        "delete from billing_line",
        "delete from billing_cycle",
        "delete from payment",
        "delete from trips",
        "update billing set billing_amount = 1000",
        "update billing_line set amount = 1000",
        "update billing_cycle set ends_at = now()",
        "update payment set payment_amount = 1000",
        "truncate billing cascade",
      })
  void the_role_of_the_commands_neither_deletes_nor_rewrites(String sql) {
    assertThat(refusal(() -> database.run(sql)).getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE);
  }

  @Test
  void a_second_line_for_a_trip_is_refused() {
    var refusal =
        refusal(
            () ->
                database.run(
                    "insert into billing_line select trip_id, billing_id, 1, 1 from billing_line"));
    assertThat(refusal.getConstraint()).isEqualTo("a_trip_is_billed_once");
    assertThat(refusal.getSQLState()).isEqualTo(PSQLState.UNIQUE_VIOLATION.getState());
  }

  @ParameterizedTest
  @CsvSource({
    "billing, billing_amount, a_bill_comes_to_a_number",
    "trips, total_amount, a_trip_comes_to_a_number",
  })
  void an_amount_that_is_not_a_number_is_refused(String table, String column, String constraint) {
    // By the owner: no role may.
    var update = "update %s set %s = 'NaN'".formatted(table, column);
    assertThat(refusal(() -> database.runAsOwner(update)).getConstraint()).isEqualTo(constraint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "0", "-0.01"})
  void a_payment_of_nothing_is_refused(String amount) {
    var pay =
        "insert into payment (billing_id, driver_id, payment_amount) values (200001, 510909, '%s')"
            .formatted(amount);
    assertThat(refusal(() -> database.run(pay)).getConstraint())
        .isEqualTo("a_payment_is_more_than_nothing");
  }
}
