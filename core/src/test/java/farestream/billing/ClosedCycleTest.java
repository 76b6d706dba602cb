package farestream.billing;

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

/// Statements on a closed cycle that the database rejects for every role. Since none of them
/// changes anything, all tests share one database.
@TestInstance(Lifecycle.PER_CLASS)
class ClosedCycleTest {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final BilledDatabase database = new BilledDatabase();

  @BeforeAll
  void close_a_cycle() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.billing().close(Instant.parse("2019-03-05T17:00:00Z"), NOW);
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
  void a_cycle_that_starts_where_the_last_ended_is_accepted() {
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

  @Test
  void an_amount_that_is_not_a_number_is_refused() {
    var bill =
        """
        insert into billing (driver_id, billing_start, billing_end, billing_amount, rides_total)
        values (528204, '2018-03-05', '2018-03-06', 'NaN', 1)
        """;
    assertThat(refusal(() -> database.run(bill)).getConstraint())
        .isEqualTo("a_bill_comes_to_a_number");
    var trip = "update trips set total_amount = 'NaN'";
    assertThat(refusal(() -> database.run(trip)).getConstraint())
        .isEqualTo("a_trip_comes_to_a_number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delete from billing                                       | a_closed_cycle_never_changes",
        "update billing set billing_amount = 1000                  | a_closed_cycle_never_changes",
        "update billing set billing_status = 'proposed'            | a_closed_cycle_never_changes",
        "update billing_line set amount = 1000                     | nothing_is_rewritten",
        "delete from billing_line                                  | a_closed_cycle_never_changes",
        "insert into billing_line select 1, id, 1, 1 from billing  | a_closed_cycle_never_changes",
        "update billing_cycle set ends_at = now()                  | a_closed_cycle_never_changes",
        "update billing_cycle set status = 'proposed'              | a_closed_cycle_never_changes",
        "delete from billing_cycle                                 | a_closed_cycle_never_changes",
        "update billing_cycle_event set actor = 'another'          | nothing_is_rewritten",
        "delete from billing_cycle_event                           | nothing_is_rewritten",
        "update journal_line set amount = 1000                     | nothing_is_rewritten",
        "delete from journal_posting                               | nothing_is_rewritten",
        "truncate journal_line                                     | nothing_is_rewritten",
        "truncate billing_line cascade                             | nothing_is_rewritten",
        "delete from trips                                         | a_billed_trip_stays",
        "update trips set id = 1                                   | a_billed_trip_stays",
        "truncate trips cascade                                    | a_billed_trip_stays",
      })
  void a_closed_cycle_is_closed_for_the_owner_of_the_tables_too(String sql, String constraint) {
    assertThat(refusal(() -> database.runAsOwner(sql)).getConstraint()).isEqualTo(constraint);
  }

  @Test
  void no_bill_comes_into_a_closed_cycle() {
    var bill =
        """
        insert into billing (driver_id, billing_cycle, billing_start, billing_end, billing_amount,
          drivers_part, rides_total, billing_status, made_by)
        values (528204, 2, '2019-03-05', '2019-03-06', 1, 1, 1, 'completed', 'farestream')
        """;
    assertThat(refusal(() -> database.runAsOwner(bill)).getConstraint())
        .isEqualTo("a_closed_cycle_never_changes");
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
