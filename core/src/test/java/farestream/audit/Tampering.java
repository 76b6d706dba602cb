package farestream.audit;

import static farestream.audit.AuditStep.ADJUSTMENTS;
import static farestream.audit.AuditStep.BILLS;
import static farestream.audit.AuditStep.CYCLES;
import static farestream.audit.AuditStep.JOURNAL;
import static farestream.audit.AuditStep.LINES;
import static farestream.audit.AuditStep.PAYMENTS;
import static farestream.audit.AuditStep.ROWS;
import static farestream.audit.AuditStep.SEALS;
import static farestream.audit.AuditStep.TRIPS;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// A change of one row that the owner of the tables could make.
///
/// @param step the step that must find it
/// @param change the assignments of the UPDATE, or `delete`
/// @param where the condition for rows in which the change makes a difference
record Tampering(AuditStep step, String table, String change, String where) {

  private static final String LAST = "(select %s from billing_cycle order by cycle desc limit 1)";

  /// A condition for trips whose amendments have all been processed and none of which is held.
  /// Only the cycle that processes an amendment can find a change of it.
  private static final String BILLED =
      "status = 'Completed' and total_amount <> 0 and id in (select trip_id from billing_line)"
          + " and id not in (select trip_id from trip_history where id > "
          + LAST.formatted("history_high_water_mark")
          + ") and id not in (select trip_id from billing_cycle_left where hold is not null"
          + " and cycle = "
          + LAST.formatted("cycle")
          + ")";

  private static final String UNDER_COMPONENTS =
      " and id in (select trip_id from billing_line join billing on billing.id = billing_id"
          + " where policy = 'components' and commissions <= 0.8)";

  private static final String FARESTREAM = "made_by = 'farestream'";

  private static final String DISPUTE =
      """
      id <= %s and trip_id in (
        select trip_id from billing_line join billing on billing.id = billing_id
          join trips on trips.id = trip_id
        where policy = 'components' and payment_type = 4 and status = 'Completed'
          and total_amount <> 0)
      and trip_id not in (select trip_id from trip_history)"""
          .formatted(LAST.formatted("disputes_high_water_mark"));

  /// A condition for lines that were billed before the dispute was resolved.
  private static final String AFTER =
      """
      id > (select disputes_high_water_mark from billing_line
        join billing on billing.id = billing_id join billing_cycle on cycle = billing_cycle
        where billing_line.trip_id = dispute_resolution.trip_id)""";

  private static final String OTHER_OUTCOME =
      "outcome = case outcome when 'won' then 'lost' else 'won' end";

  static final List<Tampering> ALL =
      List.of(
          new Tampering(LINES, "trips", "total_amount = total_amount + 1", BILLED),
          new Tampering(LINES, "trips", "driver_id = driver_id % 7 + 1", BILLED),
          new Tampering(LINES, "trips", "status = 'Cancelled'", BILLED),
          new Tampering(
              LINES,
              "trips",
              "payment_type = case payment_type when 2 then 1 else 2 end",
              BILLED + UNDER_COMPONENTS),
          new Tampering(
              LINES,
              "trips",
              "mta_tax = mta_tax + 1",
              BILLED + UNDER_COMPONENTS + " and coalesce(payment_type, 1) not in (3, 4, 6)"),
          new Tampering(
              LINES,
              "trips",
              "tip_amount = tip_amount + 5",
              BILLED + UNDER_COMPONENTS + " and coalesce(payment_type, 1) not in (3, 4, 6)"),
          new Tampering(ROWS, "trips", "delete", "id in (select trip_id from billing_line)"),
          new Tampering(LINES, "dispute_resolution", OTHER_OUTCOME, DISPUTE + " and not " + AFTER),
          new Tampering(
              ADJUSTMENTS, "dispute_resolution", OTHER_OUTCOME, DISPUTE + " and " + AFTER),
          new Tampering(
              LINES,
              "dispute_resolution",
              "delete",
              DISPUTE + " and outcome = 'won' and not " + AFTER),
          new Tampering(
              ADJUSTMENTS,
              "dispute_resolution",
              "delete",
              DISPUTE + " and outcome = 'won' and " + AFTER),
          new Tampering(
              LINES,
              "trip_history",
              "delete",
              """
              trip_id in (select trip_id from billing_adjustment)
              and trip_id not in (select trip_id from dispute_resolution)
              and not exists (select from trip_history as other
                where other.trip_id = trip_history.trip_id and other.id <> trip_history.id)"""),
          new Tampering(TRIPS, "trips", "trip_import = null", "trip_import is not null"),
          new Tampering(TRIPS, "trips", "trip_import = -1", "trip_import is not null"),
          new Tampering(
              TRIPS,
              "trips",
              "trip_import = (select min(id) from trip_import)",
              "trip_import is null and exists (select from trip_import)"),
          new Tampering(TRIPS, "trips", "delete", "trip_import is not null"),
          new Tampering(
              TRIPS,
              "trips",
              "total_amount = total_amount + 1",
              "trip_import is not null and id not in (select trip_id from trip_history)"),
          new Tampering(TRIPS, "trip_import", "total = total + 1", "true"),
          new Tampering(SEALS, "trip_import", "source = 'another'", "true"),
          new Tampering(TRIPS, "trip_import", "trip_ids = trip_ids[2:]", "trips > 0"),
          new Tampering(LINES, "billing_line", "amount = amount + 1", "true"),
          new Tampering(LINES, "billing_line", "drivers_part = drivers_part + 0.01", "true"),
          new Tampering(LINES, "billing_line", "taxes = taxes - 1", "true"),
          new Tampering(LINES, "billing_line", "withheld = withheld + 1", "true"),
          new Tampering(LINES, "billing_line", "cash = cash - 0.01", "true"),
          new Tampering(
              LINES,
              "billing_line",
              "billing_id = (select min(id) from billing where id <> billing_id and "
                  + FARESTREAM
                  + ")",
              "(select count(*) from billing where made_by = 'farestream') > 1"),
          new Tampering(ROWS, "billing_line", "trip_id = -1", "true"),
          new Tampering(
              TRIPS,
              "billing_line",
              "delete",
              "trip_id not in (select trip_id from billing_adjustment) and trip_id in"
                  + " (select id from trips where "
                  + BILLED
                  + ")"),
          new Tampering(
              LINES, "billing", "driver_id = 549736", FARESTREAM + " and rides_total > 0"),
          new Tampering(ROWS, "billing", "driver_id = 1", "true"),
          new Tampering(ROWS, "billing", "billing_cycle = 9999", FARESTREAM),
          new Tampering(
              CYCLES, "billing", "billing_start = billing_start - interval '1 s'", FARESTREAM),
          new Tampering(
              CYCLES, "billing", "billing_end = billing_end + interval '1 s'", FARESTREAM),
          new Tampering(CYCLES, "billing", "billing_date = '2020-01-01'", FARESTREAM),
          new Tampering(CYCLES, "billing", "commissions = (commissions + 1) / 3", FARESTREAM),
          new Tampering(
              CYCLES,
              "billing",
              "policy = case policy when 'lab' then 'components' else 'lab' end",
              FARESTREAM),
          new Tampering(CYCLES, "billing", "billing_status = 'void'", FARESTREAM),
          new Tampering(BILLS, "billing", "billing_amount = billing_amount + 1", "true"),
          new Tampering(LINES, "billing", "rides_total = rides_total + 1", "true"),
          new Tampering(BILLS, "billing", "drivers_part = drivers_part + 0.01", "true"),
          new Tampering(BILLS, "billing", "taxes = taxes + 1", "true"),
          new Tampering(BILLS, "billing", "withheld = withheld + 1", "true"),
          new Tampering(BILLS, "billing", "cash_held = cash_held + 1", "true"),
          new Tampering(BILLS, "billing", "adjustment = adjustment + 1", "true"),
          new Tampering(BILLS, "billing", "carried_in = carried_in - 1", "true"),
          new Tampering(BILLS, "billing", "carried_out = carried_out - 1", "true"),
          new Tampering(
              LINES, "billing", "made_by = 'manual'", FARESTREAM + " and rides_total > 0"),
          new Tampering(ROWS, "billing", "delete", "billing_amount <> 0"),
          new Tampering(ADJUSTMENTS, "billing_adjustment", "amount = amount + 1", "true"),
          new Tampering(
              ADJUSTMENTS, "billing_adjustment", "drivers_part = drivers_part + 0.01", "true"),
          new Tampering(ADJUSTMENTS, "billing_adjustment", "taxes = taxes + 1", "true"),
          new Tampering(ADJUSTMENTS, "billing_adjustment", "withheld = withheld + 1", "true"),
          new Tampering(ADJUSTMENTS, "billing_adjustment", "cash = cash + 1", "true"),
          new Tampering(
              ADJUSTMENTS,
              "billing_adjustment",
              "billing_id = (select min(id) from billing where id <> billing_id and "
                  + FARESTREAM
                  + ")",
              "true"),
          new Tampering(ROWS, "billing_adjustment", "trip_id = -1", "true"),
          new Tampering(ROWS, "billing_adjustment", "delete", "drivers_part <> cash"),
          new Tampering(CYCLES, "billing_cycle", "previous = 77", "true"),
          new Tampering(CYCLES, "billing_cycle", "starts_at = starts_at - interval '1 s'", "true"),
          new Tampering(CYCLES, "billing_cycle", "ends_at = ends_at + interval '1 s'", "true"),
          new Tampering(CYCLES, "billing_cycle", "driver_share = (driver_share + 1) / 3", "true"),
          new Tampering(
              CYCLES,
              "billing_cycle",
              "policy = case policy when 'lab' then 'components' else 'lab' end",
              "true"),
          new Tampering(
              BILLS,
              "billing_cycle",
              "minimum_payout = 999999999",
              "cycle in (select billing_cycle from billing where payable > 0 and "
                  + FARESTREAM
                  + ")"),
          new Tampering(
              CYCLES,
              "billing_cycle",
              "status = 'proposed', closed_at = null",
              "status = 'closed'"),
          new Tampering(
              CYCLES,
              "billing_cycle",
              "closed_at = closed_at + interval '1 s'",
              "status = 'closed'"),
          new Tampering(CYCLES, "billing_cycle", "trips_high_water_mark = 2000000000", "true"),
          new Tampering(CYCLES, "billing_cycle", "history_high_water_mark = 2000000000", "true"),
          new Tampering(CYCLES, "billing_cycle", "disputes_high_water_mark = 2000000000", "true"),
          new Tampering(ROWS, "billing_cycle", "delete", "true"),
          new Tampering(CYCLES, "billing_cycle_event", "event = 'rejected'", "event <> 'rejected'"),
          new Tampering(
              CYCLES,
              "billing_cycle_event",
              "happened_at = '2020-01-01'",
              "event in ('closed', 'approved')"),
          new Tampering(
              CYCLES, "billing_cycle_event", "actor = 'farestream'", "event = 'approved'"),
          new Tampering(CYCLES, "billing_cycle_event", "event = 'closed'", "event = 'approved'"),
          new Tampering(CYCLES, "billing_cycle_event", "cycle = 9999", "event <> 'rejected'"),
          new Tampering(CYCLES, "billing_cycle_event", "delete", "event <> 'rejected'"),
          new Tampering(PAYMENTS, "payment", "driver_id = 549736", "true"),
          new Tampering(PAYMENTS, "payment", "billing_cycle = 77", "true"),
          new Tampering(PAYMENTS, "payment", "payment_amount = payment_amount + 0.01", "true"),
          new Tampering(
              PAYMENTS,
              "payment",
              "payment_status = case payment_status when 'completed' then 'failed' else 'completed' end",
              "true"),
          new Tampering(PAYMENTS, "payment", "status_at = '2020-01-01'", "true"),
          new Tampering(PAYMENTS, "payment", "status_reason = 'another'", "true"),
          new Tampering(PAYMENTS, "payment", "actor = 'nobody'", "true"),
          new Tampering(PAYMENTS, "payment", "login = 'nobody'", "true"),
          new Tampering(PAYMENTS, "payment", "recorded_at = '2020-01-01'", "true"),
          new Tampering(PAYMENTS, "payment", "payment_date = '2020-01-01'", FARESTREAM),
          new Tampering(ROWS, "payment", "billing_id = 1", "true"),
          new Tampering(PAYMENTS, "payment", "end_to_end_id = 'FS-1'", "batch_id is not null"),
          new Tampering(
              PAYMENTS,
              "payment",
              "bank_account = (select id from bank_account where driver_id is null)",
              "batch_id is not null"),
          new Tampering(
              PAYMENTS,
              "payment",
              "batch_id = null, end_to_end_id = null, bank_account = null",
              "batch_id is not null"),
          new Tampering(PAYMENTS, "payment", "made_by = 'manual'", "batch_id is not null"),
          new Tampering(ROWS, "payment", "delete", "true"),
          new Tampering(ROWS, "payment_event", "payment = 1", "true"),
          new Tampering(PAYMENTS, "payment_event", "previous = 'failed'", "true"),
          new Tampering(PAYMENTS, "payment_event", "status = 'failed'", "status <> 'failed'"),
          new Tampering(
              PAYMENTS,
              "payment_event",
              "happened_at = '2020-01-01'",
              "id in (select max(id) from payment_event group by payment)"),
          new Tampering(PAYMENTS, "payment_batch", "payments = payments + 1", "true"),
          new Tampering(PAYMENTS, "payment_batch", "abandoned_at = '2020-01-01'", "true"),
          new Tampering(PAYMENTS, "payment_batch", "control_sum = control_sum + 1", "true"),
          new Tampering(
              PAYMENTS,
              "payment_batch",
              "payer_account = (select min(id) from bank_account where driver_id is not null)",
              "true"),
          new Tampering(
              PAYMENTS,
              "payment_batch",
              "written_at = null, file_sha256 = null",
              "written_at is not null"),
          new Tampering(ROWS, "payment_batch", "delete", "true"),
          new Tampering(ROWS, "journal_posting", "delete", "true"),
          new Tampering(JOURNAL, "journal_posting", "posted_at = '2020-01-01'", "true"),
          new Tampering(JOURNAL, "journal_posting", "subject = 'cycle 77'", "true"),
          new Tampering(JOURNAL, "journal_posting", "lines = lines + 1", "true"),
          new Tampering(JOURNAL, "journal_posting", "previous = '\\x00'", "true"),
          new Tampering(JOURNAL, "journal_posting", "digest = '\\x00'", "true"),
          new Tampering(JOURNAL, "journal_seal", "keys = keys[2:]", "true"),
          new Tampering(JOURNAL, "journal_seal", "digests = digests[2:]", "true"),
          new Tampering(ROWS, "journal_seal", "posting_id = -1", "true"),
          new Tampering(JOURNAL, "journal_seal", "delete", "true"),
          new Tampering(SEALS, "bank_account", "holder = 'me'", "true"),
          new Tampering(SEALS, "bank_account", "account_number = '1'", "true"),
          new Tampering(SEALS, "payment_batch", "file_sha256 = 'cd'", "written_at is not null"),
          new Tampering(SEALS, "payment_batch", "execution_date = execution_date + 1", "true"),
          new Tampering(SEALS, "bank_message", "delete", "true"),
          new Tampering(SEALS, "bank_account_event", "delete", "event = 'blocked'"),
          new Tampering(PAYMENTS, "bank_account_event", "delete", "event = 'unblocked'"),
          new Tampering(SEALS, "bank_account_event", "reason = 'a typo'", "true"),
          new Tampering(ROWS, "bank_account_event", "payment = -1", "event = 'blocked'"),
          new Tampering(SEALS, "billing_cycle", "zone = 'UTC'", "status = 'closed'"),
          new Tampering(SEALS, "billing_cycle_event", "actor = 'nobody'", "event <> 'approved'"),
          new Tampering(SEALS, "billing_cycle_event", "login = 'nobody'", "true"),
          new Tampering(
              SEALS,
              "payment",
              "made_by = case made_by when 'manual' then 'farestream' else 'manual' end",
              "batch_id is null"),
          new Tampering(JOURNAL, "journal_line", "id = id + 100", "true"),
          new Tampering(
              JOURNAL, "journal_line", "account = 'bank_clearing'", "account <> 'bank_clearing'"),
          new Tampering(JOURNAL, "journal_line", "driver_id = 549736", "true"),
          new Tampering(JOURNAL, "journal_line", "amount = -amount", "true"),
          new Tampering(JOURNAL, "journal_line", "kind = 'cash'", "kind = 'bill'"),
          new Tampering(ROWS, "journal_line", "source_id = -1", "true"),
          new Tampering(ROWS, "journal_line", "posting_id = -1", "true"),
          new Tampering(JOURNAL, "journal_line", "delete", "true"));

  /// Makes the change, with all triggers and constraints disabled that would reject it.
  ///
  /// @param which the position of the row, modulo the number of rows
  /// @return the keys by which the audit may name the row; empty if there is no such row
  List<String> to(Handle owner, int which) {
    var rows = "from %s where %s".formatted(table, where);
    var row =
        owner
            .createQuery(
                "select ctid::text %s order by ctid offset %d %% greatest((select count(*) %1$s), 1)"
                        .formatted(rows, which)
                    + " limit 1")
            .mapTo(String.class)
            .findOne();
    if (row.isEmpty()) {
      return List.of();
    }
    var tampered = "%s where ctid = '%s'".formatted(table, row.get());
    var names =
        owner
            .createQuery("select unnest(array[%s])::text from %s".formatted(names(), tampered))
            .mapTo(String.class)
            .list();
    owner.execute("select owner_may_do_all(?)", table);
    owner.execute(
        change.equals("delete")
            ? "delete from " + tampered
            : "update %s set %s where ctid = '%s'".formatted(table, change, row.get()));
    return names;
  }

  /// The keys of the row and of the rows that it belongs to, and a key that no row has.
  private String names() {
    return switch (table) {
      case "trips" -> "id, trip_import";
      case "billing_line" ->
          "trip_id, billing_id, (select min(id) from billing where made_by = 'farestream'), -1";
      case "billing_adjustment" -> "id, trip_id";
      case "trip_history", "dispute_resolution", "billing_cycle_left" -> "trip_id";
      case "billing_cycle" -> "cycle";
      case "billing_cycle_event" -> "id, cycle";
      case "payment" -> "id, batch_id";
      case "payment_event" -> "id, payment";
      case "journal_line" -> "posting_id, source_id, -1";
      case "journal_seal" -> "posting_id, -1";
      // If the lifting of a block is deleted, the audit reports the block.
      case "bank_account_event" ->
          """
          id, payment, (
            select max(blocked.id) from bank_account_event as blocked
            where blocked.bank_account = bank_account_event.bank_account
              and blocked.event = 'blocked')""";
      default -> "id";
    };
  }

  @Override
  public String toString() {
    return table + ": " + change;
  }
}
