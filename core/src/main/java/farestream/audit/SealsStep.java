package farestream.audit;

import java.util.List;
import java.util.stream.Stream;

/// Checks that sealed rows are unchanged since they were written: their digests must equal those
/// in the chain, which [JournalStep] has verified. The list of sealed tables and columns must
/// match `R__seals.sql`.
final class SealsStep {

  private SealsStep() {}

  static List<String> checks() {
    return Stream.of(
            new Sealed(
                "billing_cycle",
                "cycle",
                "previous, starts_at, ends_at, zone, driver_share, closed_at, status, policy,"
                    + " minimum_payout, trips_high_water_mark, history_high_water_mark, disputes_high_water_mark,"
                    + " quarantine_high_water_mark, removals_high_water_mark, decisions_high_water_mark, processed_at,"
                    + " total_limit, parts_tolerance, clock_tolerance",
                "status = 'closed'"),
            new Sealed(
                "billing_cycle_event",
                "cycle, event, happened_at, actor, login, recorded_at, reason"),
            new Sealed(
                "holds",
                "billing_cycle_left",
                "(cycle || ':' || trip_id)",
                "amount, hold, is_rejected",
                "hold is not null and cycle in (select cycle from closed_cycle)"),
            new Sealed(
                "trip_decision",
                "trip_id, decision, amount, hold, history_id, quarantine_id, removal_id,"
                    + " actor, login, recorded_at, reason"),
            new Sealed(
                "dispute_resolution", "trip_id, outcome, resolved_at, actor, login, recorded_at"),
            new Sealed(
                "billing_adjustment",
                "id",
                "trip_id, billing_id, amount, drivers_part, taxes, withheld, cash, reason",
                "billing_id in (select billing.id from billing join closed_cycle"
                    + " on cycle = billing_cycle where made_by = 'farestream')"),
            new Sealed(
                "billing",
                "id",
                "driver_id, billing_cycle, billing_start, billing_end, billing_date,"
                    + " billing_amount, commissions, description, rides_total, billing_status,"
                    + " made_by, actor, login, recorded_at",
                "made_by = 'manual'"),
            new Sealed(
                "bank_account",
                "driver_id, holder, iban, routing_number, account_number, bic, added_at, actor, login, recorded_at"),
            new Sealed(
                "payment_batch",
                "message_id, created_at, actor, login, recorded_at, execution_date, payer_account,"
                    + " payments, control_sum"),
            new Sealed(
                "files",
                "payment_batch",
                "id",
                "written_at, file_sha256, abandoned_at, finished_actor, finished_login, finished_at",
                "written_at is not null or abandoned_at is not null"),
            new Sealed(
                "payment",
                "billing_id, driver_id, billing_cycle, payment_amount, payment_date, payment_id,"
                    + " description, made_by, batch_id, end_to_end_id, bank_account"),
            new Sealed(
                "payment_event",
                "payment, previous, status, happened_at, reason, actor, login, recorded_at"),
            new Sealed(
                "trip_import",
                "source, position, settled, trips, total, trip_ids, actor, login, recorded_at"),
            new Sealed(
                "bank_message",
                "sha256, message_id, kind, read_at, actor, login, recorded_at, changes, remained"),
            new Sealed(
                "bank_account_event",
                "bank_account, event, payment, code, reason, happened_at, actor, login,"
                    + " recorded_at"))
        .flatMap(rows -> Stream.of(rows.sealedOnce(), rows.unchanged()))
        .toList();
  }

  /// A sealed table.
  ///
  /// @param what which rows or columns of the table are sealed, as in the subject of a posting
  /// @param where the condition that a sealed row fulfils
  private record Sealed(String what, String table, String key, String columns, String where) {

    Sealed(String table, String columns) {
      this(table, "id", columns, "true");
    }

    Sealed(String table, String key, String columns, String where) {
      this("rows", table, key, columns, where);
    }

    /// A row that was changed without disabling its trigger is sealed again.
    String sealedOnce() {
      return seals()
          + """
          select min(sort_key) as sort_key, 'a row was sealed more than once' as what,
            jsonb_build_object('%s', key) as rows, 1 as number, 'seals' as figure,
            count(*)::text as found, '1' as expected
          from seal group by key having count(*) > 1
          """
              .formatted(table);
    }

    /// Rows without a seal sort after all others. Digests are made of a row's text, which depends
    /// on `DateStyle`; the JDBC driver sets it to ISO, as when the row was sealed.
    String unchanged() {
      return seals()
          + """
          select coalesce(sort_key, 9223372036854775807) as sort_key,
            case when seal.key is null then 'a row was added without a seal'
              when held.key is null then 'a sealed row is missing'
              else 'a row was changed after it was sealed' end as what,
            jsonb_strip_nulls(
              jsonb_build_object('journal_posting', sort_key, '%1$s', key)) as rows,
            1 as number, 'digest of %1$s' as figure,
            encode(held.digest, 'hex') as found, encode(seal.digest, 'hex') as expected
          from seal full join (
            select %2$s::text as key, sha256(convert_to(row(%3$s)::text, 'UTF8')) as digest
            from %1$s where %4$s) as held using (key)
          where held.digest is distinct from seal.digest
          """
              .formatted(table, key, columns, where);
    }

    private String seals() {
      return """
      with seal as (
        select id as sort_key, each.*
        from journal_posting join journal_seal on posting_id = id
          cross join lateral unnest(keys, digests) as each (key, digest)
        where subject = '%s of %s'
      )
      """
          .formatted(what, table);
    }
  }
}
