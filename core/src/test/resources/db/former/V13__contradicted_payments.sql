-- What the bank says against what is on record: payments executed though they had failed, and batches
-- whose file never went to it.

-- A duplicate is executed beside another payment of the same bill: it left, and the driver owes it.
insert into journal_account (account, description) values
  ('driver_receivable', 'What drivers were paid twice, and owe');

alter table payment
  drop constraint a_payment_has_one_of_five_states,
  add constraint a_payment_has_one_of_six_states check (
    payment_status in ('pending', 'submitted', 'completed', 'failed', 'returned', 'duplicate'));
drop index a_bill_is_paid_once;
create unique index a_bill_is_paid_once on payment (billing_id)
  where payment_status not in ('failed', 'returned', 'duplicate');
create index payment_duplicate on payment (billing_id) where payment_status = 'duplicate';

alter table payment_batch
  -- when somebody said that its file never went to the bank; it is then never written
  add column abandoned_at timestamp,
  add constraint a_batch_is_written_or_abandoned check (written_at is null or abandoned_at is null);
drop index one_batch_is_unfinished;
create unique index one_batch_is_unfinished on payment_batch ((true))
  where written_at is null and abandoned_at is null;

create or replace function a_batch_is_only_finished() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  of_end constant text[] := array['written_at', 'file_sha256', 'abandoned_at'];
begin
  if tg_op = 'UPDATE' and old.written_at is null and old.abandoned_at is null
      and to_jsonb(old) - of_end = to_jsonb(new) - of_end then
    return new;
  end if;
  raise exception 'batch % is on record', old.message_id
    using errcode = 'restrict_violation', constraint = 'nothing_is_rewritten',
      table = 'payment_batch';
end
$$;

-- A completed payment and a duplicate may become what they are: that keeps what the bank said against it.
create or replace function a_payment_changes_its_state_only() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  of_state constant text[] := array['payment_status', 'status_at', 'status_reason', 'by_whom'];
begin
  if tg_op = 'DELETE' or to_jsonb(old) - of_state <> to_jsonb(new) - of_state then
    raise exception 'payment % is on record: only its state changes', old.id
      using errcode = 'restrict_violation', constraint = 'nothing_is_rewritten', table = 'payment';
  end if;
  if (old.payment_status, new.payment_status) not in (
      ('pending', 'submitted'), ('pending', 'failed'), ('submitted', 'completed'),
      ('submitted', 'failed'), ('submitted', 'returned'), ('completed', 'returned'),
      ('failed', 'completed'), ('failed', 'duplicate'), ('duplicate', 'completed'),
      ('duplicate', 'returned'), ('completed', 'completed'), ('duplicate', 'duplicate')) then
    raise exception 'payment % is % and does not become %', old.id, old.payment_status,
        new.payment_status
      using errcode = 'check_violation', constraint = 'a_payment_goes_from_state_to_state',
        table = 'payment';
  end if;
  if new.payment_status = 'duplicate' and not exists (
      select from payment
      where billing_id = new.billing_id
        and payment_status not in ('failed', 'returned', 'duplicate')) then
    raise exception 'payment % is the only one of bill %: no duplicate', old.id, old.billing_id
      using errcode = 'check_violation', constraint = 'a_duplicate_is_beside_another',
        table = 'payment';
  end if;
  return new;
end
$$;

-- A session plans it by the first update that it sees. Made for a few rows, the plan would compare each
-- row of a hundred thousand with each.
alter function payments_keep_their_states() set enable_nestloop = off;

-- Where the other payment is gone, the duplicate is the bill's: else it would be paid a third time.
create function a_duplicate_takes_its_place() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  -- Also because an update of no row would call this again, and that for ever.
  if not exists (
      select from written join payment as duplicate using (billing_id)
      where written.payment_status in ('failed', 'returned')
        and duplicate.payment_status = 'duplicate') then
    return null;
  end if;
  update payment
  set payment_status = 'completed', status_at = greatest(payment.status_at, gone.status_at),
    by_whom = gone.by_whom,
    status_reason = 'it pays the bill alone: payment ' || gone.id || ' ' || gone.payment_status
  from written as gone
  where gone.payment_status in ('failed', 'returned')
    and payment.id = (
      select min(id) from payment as duplicate
      where duplicate.billing_id = gone.billing_id and duplicate.payment_status = 'duplicate')
    and not exists (
      select from payment as other
      where other.billing_id = gone.billing_id
        and other.payment_status not in ('failed', 'returned', 'duplicate'));
  return null;
end
$$;
-- After the trigger payments_keep_their_states, by its name, so that events come in their order.
create trigger what_was_a_duplicate_takes_its_place after update on payment
  referencing new table as written
  for each statement execute function a_duplicate_takes_its_place();

-- Parsed as it is created, so that no search path matters to it, and still expanded where it is used.
create or replace function entries_of_payment(event payment_event, driver bigint, paid numeric)
returns table (kind text, source_id bigint, account text, driver_id bigint, amount numeric)
language sql immutable
begin atomic
  select 'payment', (event).id, entry.account, driver, entry.amount
  from (values
    ('none', 'completed', 'driver_payable', 'bank'),
    ('pending', 'submitted', 'driver_payable', 'bank_clearing'),
    ('submitted', 'completed', 'bank_clearing', 'bank'),
    ('submitted', 'failed', 'bank_clearing', 'driver_payable'),
    ('submitted', 'returned', 'bank_clearing', 'driver_payable'),
    ('completed', 'returned', 'bank', 'driver_payable'),
    ('failed', 'completed', 'driver_payable', 'bank'),
    ('failed', 'duplicate', 'driver_receivable', 'bank'),
    ('duplicate', 'completed', 'driver_payable', 'driver_receivable'),
    ('duplicate', 'returned', 'bank', 'driver_receivable')
  ) as step (former, status, debit, credit)
  cross join lateral (values (step.debit, paid), (step.credit, -paid)) as entry (account, amount)
  where step.former = coalesce((event).former, 'none') and step.status = (event).status;
end;
