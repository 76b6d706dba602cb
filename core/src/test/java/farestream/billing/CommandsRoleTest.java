package farestream.billing;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.refusal;
import static farestream.billing.BillingTest.closed;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.payout.Payout;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An attacker with psql and the password of the commands' role can't bypass the rules.
@Tag("integration")
class CommandsRoleTest {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final Instant NOON = Instant.parse("2019-03-05T17:00:00Z");

  private static final String BILL =
      """
      insert into billing (driver_id, billing_cycle, billing_start, billing_end, billing_date,
        billing_amount, commissions, rides_total, billing_status, made_by, drivers_part)
      values (510909, %d, '2019-03-05', '2019-03-06', '2019-03-06', 5000, 1, 1, 'completed',
        'farestream', 5000)
      """;

  private final BilledDatabase database = new BilledDatabase();

  @Test
  void every_rule_sets_its_search_path() {
    assertThat(
            database.value(
                """
                select count(*) from pg_proc
                where pronamespace = 'public'::regnamespace
                  and prorettype = 'trigger'::regtype
                  and not coalesce(
                    'search_path=pg_catalog, public, pg_temp' = any (proconfig), false)
                """))
        .isEqualTo("0");
  }

  @Test
  void it_may_call_only_four_functions_that_run_with_the_owners_rights() {
    assertThat(
            database.value(
                """
                select string_agg(proname, ', ' order by proname) from pg_proc
                where pronamespace = 'public'::regnamespace and prosecdef
                  and has_function_privilege('farestream', oid, 'execute')
                """))
        .isEqualTo("analyze_imported_trips, is_known_to_ledger, record_trips, reject_cycle");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "post_cycle",
        "post_manual_bills",
        "post_payments",
        "payments_keep_their_states",
        "a_change_of_a_cycle_is_recorded"
      })
  void a_posting_function_cannot_be_a_trigger_of_another_roles_table(String function) {
    var borrowed =
        """
        create temporary table mine (cycle integer, closed_at timestamp) on commit drop;
        create trigger posted after insert on mine for each row execute function public.%s()
        """
            .formatted(function);
    assertThat(refusal(() -> database.run(borrowed)).getSQLState())
        .isEqualTo(INSUFFICIENT_PRIVILEGE);
  }

  @Test
  void a_temporary_table_replaces_no_table_of_the_schema() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    closed(database.billing().close(NOON, NOW));
    var overpaid =
        """
        create temporary table billing on commit drop as
        select id, 'manual'::text as made_by, 9999.00 as payable, 'completed'::text as billing_status
        from public.billing;
        insert into payment (billing_id, driver_id, payment_amount) values (200001, 510909, 9999)
        """;
    assertThat(refusal(() -> database.run(overpaid)).getConstraint())
        .isEqualTo("a_payment_is_what_its_bill_says");
  }

  @Test
  void a_bill_without_a_cycle_is_not_paid_and_the_owner_can_delete_it() {
    database.run(BILL.formatted(2));
    var paid =
        """
        insert into payment (billing_id, driver_id, payment_amount, made_by)
        values (200001, 510909, 5000, 'farestream')
        """;
    assertThat(refusal(() -> database.run(paid)).getConstraint())
        .isEqualTo("only_a_completed_bill_is_paid");
    database.runAsOwner("delete from billing where billing_cycle = 2");
    assertThat(database.value("select count(*) from billing")).isEqualTo("0");
  }

  @Test
  void a_temporary_table_does_not_let_a_bill_into_a_closed_cycle() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    closed(database.billing().close(NOON, NOW));
    var slipped =
        "create temporary table billing_cycle (cycle integer, status text) on commit drop;\n"
            + BILL.formatted(2).replace("510909", "528204");
    assertThat(refusal(() -> database.run(slipped)).getConstraint())
        .isEqualTo("a_closed_cycle_never_changes");
  }

  @Test
  void a_proposal_is_closed_by_an_approval_only() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    closed(database.billing().propose(NOON, NOW));
    var closing = "update billing_cycle set status = 'closed', closed_at = now()";
    assertThat(refusal(() -> database.run(closing)).getConstraint()).isEqualTo("four_eyes");
    var withoutEvents =
        """
        create temporary table billing_cycle_event (id integer, cycle integer, event text,
          happened_at timestamp, actor text) on commit drop;
        """;
    assertThat(refusal(() -> database.run(withoutEvents + closing)).getConstraint())
        .isEqualTo("four_eyes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DE89370400440532013000 | null | null",
        "GB29NWBK60161331926819 | null | null",
        "DE89370400440532013001 | null | an_iban_has_its_check_digits",
        "DE00 | null | an_iban_has_its_check_digits",
        "null | 021000021 | null",
        "null | 021000022 | a_routing_number_has_its_check_digit",
        "null | 2100002 | a_routing_number_has_its_check_digit",
      },
      nullValues = "null")
  void an_account_with_wrong_check_digits_is_refused(
      @Nullable String iban, @Nullable String routingNumber, @Nullable String constraint) {
    var insert =
        """
        insert into bank_account (driver_id, holder, iban, routing_number, account_number)
        values (510909, 'Mallory', %s, %s, %s)
        """
            .formatted(quoted(iban), quoted(routingNumber), iban == null ? "'1'" : "null");
    if (constraint == null) {
      database.run(insert);
    } else {
      assertThat(refusal(() -> database.run(insert)).getConstraint()).isEqualTo(constraint);
    }
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "null" : "'" + text + "'";
  }

  @Test
  void a_return_needs_a_reason_and_is_recorded_at_the_servers_time() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    closed(database.billing().close(NOON, NOW));
    new Payout(database.database().commands()).pay(NOW);
    var returned =
        "update payment set payment_status = 'returned', status_at = %s, status_reason = %s";
    assertThat(refusal(() -> database.run(returned.formatted("status_at", "' '"))).getConstraint())
        .isEqualTo("a_payment_fails_for_a_reason");
    database.run(returned.formatted("status_at", "'AC04'"));
    assertThat(
            database.value(
                "select count(*) from payment_event where recorded_at < '2029-01-01'::timestamp"))
        .isEqualTo("2");
  }
}
