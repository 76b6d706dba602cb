-- Seals protect data that the audit can't recompute, such as actors, times, accounts and digests of files. When a
-- row is written, its digest is added to the hash chain of the journal.

-- The digest is made of PostgreSQL's text of the row, with dates in ISO format, which differs for different rows. The
-- lock of the journal is taken last, after the statement has acquired all other locks.
create or replace function seal_rows() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp set datestyle = 'ISO' as $$
declare
  subject constant text := tg_argv[0];
  key constant text := tg_argv[1];
  columns constant text := tg_argv[2];
  source constant text := tg_argv[3];
  sealed record;
  posting bigint;
begin
  execute format(
    'select array_agg(%1$s::text order by %1$s) as keys,
       array_agg(sha256(convert_to(row(%2$s)::text, ''UTF8'')) order by %1$s) as digests
     from %3$s', key, columns, source) into sealed;
  if sealed.keys is not null then
    posting := next_posting();
    insert into journal_seal (posting_id, keys, digests)
    values (posting, sealed.keys, sealed.digests);
    perform seal_posting(posting, now() at time zone 'UTC', subject);
  end if;
  return null;
end
$$;
revoke all on function seal_rows() from public;

-- The sealed tables and columns, and when they are sealed. `audit verify` has the same list (SealsStep). A proposed
-- cycle can still be deleted, so a cycle is sealed when it is closed. Only manual bills are sealed, because the others
-- can be recomputed from their lines and cycle. The state of a payment isn't sealed, because it follows from its
-- events.
do $$
declare
  sealed record;
  event text;
begin
  for sealed in
    select * from (values
      ('bank_account', 'insert', 'rows of bank_account', 'id',
        'driver_id, holder, iban, routing_number, account_number, bic, added_at, actor, login, recorded_at',
        'added'),
      ('billing', 'insert', 'rows of billing', 'id',
        'driver_id, billing_cycle, billing_start, billing_end, billing_date, billing_amount, '
          'commissions, description, rides_total, billing_status, made_by, actor, login, recorded_at',
        'added where made_by = ''manual'''),
      ('billing_cycle', 'insert, update', 'rows of billing_cycle', 'cycle',
        'previous, starts_at, ends_at, zone, driver_share, closed_at, status, policy, '
          'minimum_payout, trips_high_water_mark, history_high_water_mark, disputes_high_water_mark, '
          'quarantine_high_water_mark, removals_high_water_mark, decisions_high_water_mark, processed_at, '
          'total_limit, parts_tolerance, clock_tolerance',
        'added where status = ''closed'''),
      ('billing_cycle', 'insert, update', 'rows of billing_adjustment', 'id',
        'trip_id, billing_id, amount, drivers_part, taxes, withheld, cash, reason',
        '(select billing_adjustment.* from billing_adjustment join billing on billing.id = billing_id '
          'join added on cycle = billing_cycle and status = ''closed'' '
          'where made_by = ''farestream'') as adjustment'),
      ('billing_cycle_event', 'insert', 'rows of billing_cycle_event', 'id',
        'cycle, event, happened_at, actor, login, recorded_at, reason', 'added'),
      ('dispute_resolution', 'insert', 'rows of dispute_resolution', 'id',
        'trip_id, outcome, resolved_at, actor, login, recorded_at', 'added'),
      ('payment_batch', 'insert', 'rows of payment_batch', 'id',
        'message_id, created_at, actor, login, recorded_at, execution_date, payer_account, payments, '
          'control_sum',
        'added'),
      ('payment_batch', 'insert, update', 'files of payment_batch', 'id',
        'written_at, file_sha256, abandoned_at, finished_actor, finished_login, finished_at',
        'added where written_at is not null or abandoned_at is not null'),
      ('payment', 'insert', 'rows of payment', 'id',
        'billing_id, driver_id, billing_cycle, payment_amount, payment_date, payment_id, description, '
          'made_by, batch_id, end_to_end_id, bank_account',
        'added'),
      ('payment_event', 'insert', 'rows of payment_event', 'id',
        'payment, previous, status, happened_at, reason, actor, login, recorded_at', 'added'),
      ('bank_message', 'insert', 'rows of bank_message', 'id',
        'sha256, message_id, kind, read_at, actor, login, recorded_at, changes, remained', 'added'),
      ('bank_account_event', 'insert', 'rows of bank_account_event', 'id',
        'bank_account, event, payment, code, reason, happened_at, actor, login, recorded_at',
        'added'),
      ('billing_cycle', 'insert, update', 'holds of billing_cycle_left', '(cycle || '':'' || trip_id)',
        'amount, hold, is_rejected',
        '(select billing_cycle_left.* from billing_cycle_left join added using (cycle) '
          'where status = ''closed'' and hold is not null) as held'),
      ('trip_import', 'insert', 'rows of trip_import', 'id',
        'source, position, settled, trips, total, trip_ids, actor, login, recorded_at', 'added'),
      ('trip_decision', 'insert', 'rows of trip_decision', 'id',
        'trip_id, decision, amount, hold, history_id, quarantine_id, removal_id, actor, '
          'login, recorded_at, reason',
        'added')
    ) as list (on_table, events, subject, key, columns, source)
  loop
    foreach event in array string_to_array(sealed.events, ', ') loop
      execute format(
        'create or replace trigger %I after %s on %I referencing new table as added
           for each statement execute function seal_rows(%L, %L, %L, %L)',
        replace(sealed.subject, ' ', '_') || '_are_sealed_after_' || event, event, sealed.on_table,
        sealed.subject, sealed.key, sealed.columns, sealed.source);
    end loop;
  end loop;
end
$$;
