-- What no figure follows from (who did what and when, an account, a file's digest) is sealed as it is
-- written: each row's digest goes into the journal's chain.

create table journal_seal (
  posting_id  bigint primary key,
  keys        text[] not null,
  digests     bytea[] not null
);
comment on table journal_seal is
  'What a posting says of rows: the key of each and the SHA-256 of its columns. A row is sealed once;
the posting''s subject names the table.';
create trigger nothing_is_rewritten before update or delete or truncate on journal_seal
  for each statement execute function nothing_is_rewritten();

-- As in V11, with the seals. A posting without any has the digest that it always had.
create or replace function journal_digest(
  former bytea, id bigint, posted_at timestamp, subject text, lines bigint
) returns bytea language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select sha256(former || convert_to(
    concat_ws('|', id, to_char(posted_at, 'YYYY-MM-DD HH24:MI:SS.US'), subject, lines) || E'\n'
      || coalesce(journal_text(id), '')
      || coalesce(E'\n' || (
        select string_agg(concat_ws('|', key, encode(sealed.digest, 'hex')), E'\n' order by place)
        from journal_seal
          cross join lateral unnest(keys, digests) with ordinality as sealed (key, digest, place)
        where posting_id = journal_digest.id), ''), 'UTF8'))
$$;

-- As in V11, but that a posting may be of seals and have no lines.
create or replace function seal_posting(posting bigint, posted timestamp, about text) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  unbalanced record;
  number_of_lines bigint;
  former_digest bytea;
begin
  select count(*) into number_of_lines from journal_line where posting_id = posting;
  if number_of_lines = 0 and not exists (select from journal_seal where posting_id = posting) then
    return;
  end if;
  select kind, source_id into unbalanced from journal_line
  where posting_id = posting group by kind, source_id having sum(amount) <> 0 limit 1;
  if found then
    raise exception 'the journal entry of % % does not balance', unbalanced.kind,
        unbalanced.source_id
      using errcode = 'check_violation', constraint = 'an_entry_balances', table = 'journal_line';
  end if;
  select digest into former_digest from journal_posting where id = posting - 1;
  insert into journal_posting (id, posted_at, subject, lines, former, digest)
  values (posting, posted, about, number_of_lines, coalesce(former_digest, ''),
    journal_digest(coalesce(former_digest, ''), posting, posted, about, number_of_lines));
end
$$;

-- The text is PostgreSQL's own of a row of these columns, with dates as in ISO: nothing in it can be
-- taken for something else.
-- The lock of the journal is taken last, when the statement has waited for whatever it waits for.
create function seal_rows() returns trigger language plpgsql security definer
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

-- What is sealed when, and what is there already, as it is. `audit verify` has this list, too.
-- A proposal is sealed when it is closed, for it may be struck; of the bills those made by hand, for
-- the others follow from their lines and their cycle; of a payment all but its state, which follows
-- from its events.
set local datestyle = 'ISO';
do $$
declare
  sealed record;
  event text;
  posting bigint;
begin
  for sealed in
    select * from (values
      ('bank_account', 'insert', 'rows of bank_account', 'id',
        'driver_id, holder, iban, routing_number, account_number, bic, added_at, by_whom',
        'added'),
      ('billing', 'insert', 'rows of billing', 'id',
        'driver_id, billing_cycle, billing_start, billing_end, billing_date, billing_amount, '
          'commissions, description, rides_total, billing_status, made_by',
        'added where made_by = ''hand'''),
      ('billing_cycle', 'insert, update', 'rows of billing_cycle', 'cycle',
        'previous, starts_at, ends_at, zone, driver_share, closed_at, status, policy, '
          'minimum_payout, trips_seen_to, history_seen_to, disputes_seen_to, quarantine_seen_to, '
          'removals_seen_to, decisions_seen_to, looked_at, total_limit, parts_tolerance, clock_tolerance',
        'added where status = ''closed'''),
      ('billing_cycle', 'insert, update', 'rows of billing_adjustment', 'id',
        'trip_id, billing_id, amount, drivers_part, taxes, withheld, cash, reason',
        '(select billing_adjustment.* from billing_adjustment join billing on billing.id = billing_id '
          'join added on cycle = billing_cycle and status = ''closed'' '
          'where made_by = ''farestream'') as adjustment'),
      ('billing_cycle_event', 'insert', 'rows of billing_cycle_event', 'id',
        'cycle, event, happened_at, by_whom, database_role, reason', 'added'),
      ('dispute_resolution', 'insert', 'rows of dispute_resolution', 'id',
        'trip_id, outcome, resolved_at, by_whom', 'added'),
      ('payment_batch', 'insert', 'rows of payment_batch', 'id',
        'message_id, created_at, by_whom, database_role, execution_date, payer_account, payments, '
          'control_sum',
        'added'),
      ('payment_batch', 'insert, update', 'files of payment_batch', 'id',
        'written_at, file_sha256, abandoned_at',
        'added where written_at is not null or abandoned_at is not null'),
      ('payment', 'insert', 'rows of payment', 'id',
        'billing_id, driver_id, billing_cycle, payment_amount, payment_date, payment_id, description, '
          'made_by, batch_id, end_to_end_id, bank_account',
        'added'),
      ('payment_event', 'insert', 'rows of payment_event', 'id',
        'payment, former, status, happened_at, reason, by_whom, database_role, recorded_at', 'added'),
      ('bank_message', 'insert', 'rows of bank_message', 'id',
        'sha256, message_id, kind, read_at, by_whom, changes, remained', 'added'),
      ('bank_account_event', 'insert', 'rows of bank_account_event', 'id',
        'bank_account, event, payment, code, reason, happened_at, by_whom, database_role, recorded_at',
        'added')
    ) as list (on_table, events, subject, key, columns, source)
  loop
    foreach event in array string_to_array(sealed.events, ', ') loop
      execute format(
        'create trigger %I after %s on %I referencing new table as added
           for each statement execute function seal_rows(%L, %L, %L, %L)',
        replace(sealed.subject, ' ', '_') || '_are_sealed_after_' || event, event, sealed.on_table,
        sealed.subject, sealed.key, sealed.columns, sealed.source);
    end loop;
    posting := next_posting();
    execute format(
      'insert into journal_seal
       select $1, array_agg(%1$s::text order by %1$s),
         array_agg(sha256(convert_to(row(%2$s)::text, ''UTF8'')) order by %1$s)
       from %3$s having count(*) > 0',
      sealed.key, sealed.columns, replace(sealed.source, 'added', sealed.on_table))
    using posting;
    perform seal_posting(posting, now() at time zone 'UTC', sealed.subject);
  end loop;
end
$$;
