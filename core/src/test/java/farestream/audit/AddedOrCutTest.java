package farestream.audit;

import static farestream.audit.TamperedTest.firstFound;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.audit.Audit.Outcome.Disproved;
import farestream.audit.Audit.Outcome.Proved;
import farestream.billing.BilledDatabase;
import farestream.database.ColumnTypes;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Inserts rows into, and deletes rows from, a complete history, and checks that the audit finds
/// it.
@TestInstance(Lifecycle.PER_CLASS)
@Tag("integration")
class AddedOrCutTest {
  private static final String UNBILLED =
      "(select max(id) from trips where trip_import is null"
          + " and id not in (select trip_id from billing_line))";

  /// Recomputes all digests of the chain, as a skilled attacker would.
  private static final String REBUILD_CHAIN =
      """
      do $$
      declare
        posting journal_posting;
        sealed bytea := '';
      begin
        for posting in select * from journal_posting order by id loop
          update journal_posting set previous = sealed,
            digest = journal_digest(sealed, id, posted_at, subject, lines)
          where id = posting.id returning digest into sealed;
        end loop;
      end
      $$
      """;

  private final BilledDatabase database = new BilledDatabase();
  private final Jdbi owner = ColumnTypes.jdbi(database.database().owner());

  @BeforeAll
  void everything_happens() {
    EveryKind.of(database);
    database.runAsOwner(OwnerRights.FUNCTION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LINES | a bill has a different number of rides and lines | billing_line"
            + " | insert into billing_line (trip_id, billing_id, amount, drivers_part)"
            + " values (UNBILLED, 200010, 1, 1)",
        "ROWS | refers to a missing row of trips | billing_line"
            + " | insert into billing_line (trip_id, billing_id, amount, drivers_part)"
            + " values (1, 200010, 1, 1)",
        "ROWS | refers to a missing row of billing | billing_line"
            + " | insert into billing_line (trip_id, billing_id, amount, drivers_part)"
            + " values (UNBILLED, 1, 1, 1)",
        "LINES | a trip was billed more than once | billing_line"
            + " | insert into billing_line select * from billing_line limit 1",
        "CYCLES | a driver has more than one bill in a cycle | billing"
            + " | insert into billing (driver_id, billing_cycle, billing_start, billing_end,"
            + " billing_date, billing_amount, commissions, rides_total, billing_status, made_by,"
            + " policy, drivers_part, description) select driver_id, billing_cycle, billing_start, billing_end,"
            + " billing_date, 0, commissions, 0, billing_status, made_by, policy, 0, description"
            + " from billing where id = 200010",
        "BILLS | a bill differs from its lines and adjustments | billing"
            + " | insert into billing (driver_id, billing_cycle, billing_start, billing_end,"
            + " billing_date, billing_amount, commissions, rides_total, billing_status, made_by,"
            + " policy, drivers_part, description) select 549736, billing_cycle, billing_start, billing_end,"
            + " billing_date, 10, commissions, 0, billing_status, made_by, policy, 8, description"
            + " from billing where id = 200010",
        "BILLS | a bill has no trips, no adjustments and no carried balance | billing"
            + " | insert into billing (driver_id, billing_cycle, billing_start, billing_end,"
            + " billing_date, billing_amount, commissions, rides_total, billing_status, made_by,"
            + " policy, drivers_part, description) select 549736, billing_cycle, billing_start, billing_end,"
            + " billing_date, 0, commissions, 0, billing_status, made_by, policy, 0, description"
            + " from billing where id = 200010",
        "JOURNAL | the journal differs from bills and payments | billing"
            + " | insert into billing (driver_id, billing_start, billing_end, billing_amount,"
            + " rides_total, billing_status, drivers_part)"
            + " values (549736, '2017-01-01', '2017-01-02', 10, 1, 'completed', 8)",
        "CYCLES | a cycle has no bills | billing_cycle"
            + " | insert into billing_cycle (cycle, previous, starts_at, ends_at, zone,"
            + " driver_share, closed_at) values (6, 5, '2019-03-09 05:00', '2019-03-10', 'UTC', 1,"
            + " '2020-01-01')",
        "ADJUSTMENTS | an adjustment without an amendment or a resolved dispute"
            + " | billing_adjustment"
            + " | insert into billing_adjustment (trip_id, billing_id, amount, drivers_part,"
            + " taxes, withheld, cash, reason) select trip_id, 200010, 1, 1, 0, 0, 0, 'because'"
            + " from billing_line where trip_id not in (select trip_id from trip_history"
            + " union select trip_id from dispute_resolution) limit 1",
        "ADJUSTMENTS | all amounts of an adjustment are zero | billing_adjustment"
            + " | insert into billing_adjustment (trip_id, billing_id, amount, drivers_part,"
            + " taxes, withheld, cash, reason) select trip_id,"
            + " (select id from billing as other where other.billing_cycle = billing.billing_cycle"
            + " and other.id <> billing.id and made_by = 'farestream' limit 1), 0, 0, 0, 0, 0, 'x'"
            + " from billing_adjustment join billing on billing.id = billing_id limit 1",
        "PAYMENTS | a payment does not match its last event | payment"
            + " | insert into payment (billing_id, driver_id, billing_cycle, payment_amount)"
            + " select billing_id, driver_id, billing_cycle, payment_amount from payment limit 1",
        "JOURNAL | the journal differs from bills and payments | journal_line"
            + " | insert into journal_line select 1000 + n, 1, 'bill', 200001, 'bank', 549736, n"
            + " from unnest(array[-1, 1]) as n",
        "JOURNAL | the hash chain of the journal is broken | journal_posting"
            + " | insert into journal_posting select max(id) + 1, now(), 'nothing', 0, '', ''"
            + " from journal_posting",
        "JOURNAL | the journal differs from bills and payments | journal_line"
            + " | with cut as (delete from journal_posting where id = (select max(id)"
            + " from journal_posting where subject = 'payments') returning id)"
            + " delete from journal_line where posting_id in (select id from cut)",
        "SEALS | a row was added without a seal | journal_seal"
            + " | with cut as (delete from journal_posting where id = (select max(id)"
            + " from journal_posting) returning id)"
            + " delete from journal_seal where posting_id in (select id from cut)",
        "SEALS | a row was added without a seal | bank_account"
            + " | insert into bank_account (holder, iban) values ('me', 'mine')",
        "SEALS | a sealed row is missing | bank_message" + " | delete from bank_message",
        "SEALS | a row was sealed more than once | payment_batch"
            + " | alter table payment_batch enable trigger"
            + " files_of_payment_batch_are_sealed_after_update;"
            + " update payment_batch set file_sha256 = 'cd'",
        "JOURNAL | the journal differs from bills and payments | journal_line"
            + " | with cut as (delete from journal_posting where subject = 'cycle 2' returning id)"
            + " delete from journal_line where posting_id in (select id from cut)",
        "TRIPS | a completed trip is in no bill | trips"
            + " | insert into trips (id, rider_id, driver_id, rider_email, trip_info,"
            + " pickup_datetime, dropoff_datetime, fare_amount, extra, mta_tax, tip_amount,"
            + " tolls_amount, improvement_surcharge, total_amount, status) values (7, 69257,"
            + " 549736, 'x', 'y', '2019-03-01', '2019-03-01', 1, 0, 0, 0, 0, 0, 1, 'Completed')",
      })
  void an_inserted_or_deleted_row_is_found(AuditStep step, String what, String table, String sql) {
    owner.useTransaction(
        handle -> {
          tamper(handle, table, sql.replace("UNBILLED", UNBILLED));
          var found = firstFound(handle);
          assertThat(found.step()).as("%s", found).isEqualTo(step);
          assertThat(found.first().what()).contains(what);
          handle.rollback();
        });
  }

  @Test
  void a_rebuilt_chain_is_found_by_a_noted_head() {
    var head = ((Proved) new MoneyHistory(database).verified().outcome()).head();
    owner.useTransaction(
        handle -> {
          tamper(
              handle,
              "journal_posting",
              "update journal_posting set posted_at = '2020-01-01' where subject = 'payments'");
          handle.execute(REBUILD_CHAIN);
          assertThat(outcome(handle, Optional.empty())).isInstanceOf(Proved.class);
          assertThat(outcome(handle, head)).isInstanceOf(Disproved.class);
          handle.rollback();
        });
  }

  @Test
  void a_noted_head_stays_valid_while_the_chain_grows() {
    var head = ((Proved) new MoneyHistory(database).verified().outcome()).head();
    owner.useTransaction(
        handle -> {
          handle.execute(
              """
              insert into payment (billing_id, driver_id, billing_cycle, payment_amount)
              select id, driver_id, billing_cycle, payable from billing
              where payable > 0 and billing_status = 'completed'
                and id not in (select billing_id from payment) limit 1
              """);
          assertThat(outcome(handle, head)).isInstanceOf(Proved.class);
          assertThat(outcome(handle, Optional.of(new ChainHead(99, "00"))))
              .isInstanceOf(Disproved.class);
          handle.rollback();
        });
  }

  /// A closing that waits before it takes its snapshot may see amendments above its high-water
  /// mark.
  @Test
  void a_cycle_may_have_seen_amendments_above_its_high_water_mark() {
    owner.useTransaction(
        handle -> {
          tamper(
              handle,
              "billing_cycle",
              "update billing_cycle set history_high_water_mark = history_high_water_mark - 1 where cycle = 3");
          assertThat(((Disproved) outcome(handle, Optional.empty())).steps())
              .extracting(Audit.Found::step)
              .containsExactly(AuditStep.SEALS);
          handle.rollback();
        });
  }

  @Test
  void a_wrong_manual_bill_hides_nothing() {
    owner.useTransaction(
        handle -> {
          handle.execute(
              """
              insert into billing (driver_id, billing_start, billing_end, billing_amount,
                rides_total, billing_status)
              values (549736, '2017-01-01', '2017-01-02', 10, 1, 'completed')
              """);
          tamper(handle, "payment", "update payment set payment_amount = payment_amount + 1000");
          handle.execute("select owner_may_do_all('journal_line')");
          handle.execute(
              "update journal_line set account = 'bank' where account = 'taxes_payable'");
          assertThat(((Disproved) outcome(handle, Optional.empty())).steps())
              .extracting(Audit.Found::step)
              .containsExactly(
                  AuditStep.PAYMENTS,
                  AuditStep.JOURNAL,
                  AuditStep.SEALS,
                  AuditStep.BALANCES,
                  AuditStep.MANUAL);
          handle.rollback();
        });
  }

  @Test
  void an_invalid_value_is_found_and_hides_nothing() {
    owner.useTransaction(
        handle -> {
          tamper(handle, "trip_history", "update trip_history set previous = '[]'");
          handle.execute("select owner_may_do_all('payment')");
          handle.execute("update payment set description = 'another'");
          var steps = ((Disproved) outcome(handle, Optional.empty())).steps();
          assertThat(steps)
              .extracting(Audit.Found::step)
              .contains(AuditStep.LINES, AuditStep.SEALS);
          assertThat(steps.getFirst().first().what())
              .isEqualTo("a value is invalid or out of range");
          handle.rollback();
        });
  }

  private static void tamper(Handle handle, String table, String sql) {
    handle.execute("select owner_may_do_all('journal_posting')");
    handle.execute("select owner_may_do_all(?)", table);
    handle.execute("alter table billing_line drop constraint a_trip_is_billed_once cascade");
    handle.execute(sql);
  }

  private static Audit.Outcome outcome(Handle handle, Optional<ChainHead> noted) {
    return Audit.verify(handle, noted, _ -> {}).outcome();
  }
}
