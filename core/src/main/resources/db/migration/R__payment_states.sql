-- Defines the states of payments and their transitions, and records each transition with time and reason.

create or replace function a_payment_begins() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.payment_status not in ('pending', 'completed') then
    raise exception 'a new payment must be pending or completed, not %', new.payment_status
      using errcode = 'check_violation', constraint = 'a_payment_goes_from_state_to_state',
        table = 'payment';
  end if;
  return new;
end
$$;
create or replace trigger a_payment_begins before insert on payment
  for each row execute function a_payment_begins();

-- Transitions from completed to completed and from duplicate to duplicate record a report of the bank that
-- contradicts the state.
create or replace function a_payment_changes_its_state_only() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  of_state constant text[] := array['payment_status', 'status_at', 'status_reason', 'actor', 'login', 'recorded_at'];
begin
  if tg_op = 'DELETE' or to_jsonb(old) - of_state <> to_jsonb(new) - of_state then
    raise exception 'cannot delete payment % or change anything but its status', old.id
      using errcode = 'restrict_violation', constraint = 'nothing_is_rewritten', table = 'payment';
  end if;
  if (old.payment_status, new.payment_status) not in (
      ('pending', 'submitted'), ('pending', 'failed'), ('submitted', 'completed'),
      ('submitted', 'failed'), ('submitted', 'returned'), ('completed', 'returned'),
      ('failed', 'completed'), ('failed', 'duplicate'), ('duplicate', 'completed'),
      ('duplicate', 'returned'), ('completed', 'completed'), ('duplicate', 'duplicate')) then
    raise exception 'payment % is % and cannot become %', old.id, old.payment_status,
        new.payment_status
      using errcode = 'check_violation', constraint = 'a_payment_goes_from_state_to_state',
        table = 'payment';
  end if;
  if new.payment_status = 'duplicate' and not exists (
      select from payment
      where billing_id = new.billing_id and payment_counts(payment_status)) then
    raise exception 'payment % cannot be a duplicate: bill % has no other payment that counts', old.id, old.billing_id
      using errcode = 'check_violation', constraint = 'a_duplicate_is_beside_another',
        table = 'payment';
  end if;
  return new;
end
$$;
create or replace trigger a_payment_changes_its_state_only before update or delete on payment
  for each row execute function a_payment_changes_its_state_only();

create or replace function a_payment_fails_for_a_reason() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.payment_status in ('failed', 'returned') and coalesce(btrim(new.status_reason), '') = '' then
    raise exception 'payment % cannot become % without a status_reason', old.id, new.payment_status
      using errcode = 'check_violation', constraint = 'a_payment_fails_for_a_reason',
        table = 'payment';
  end if;
  return new;
end
$$;
create or replace trigger a_payment_fails_for_a_reason before update on payment
  for each row execute function a_payment_fails_for_a_reason();

-- Inserts an event for each state change. A session plans this function at its first update, so a nested loop planned
-- for a few rows would be quadratic in a later update of a hundred thousand rows.
create or replace function payments_keep_their_states() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp set enable_nestloop = off as $$
begin
  if tg_op = 'INSERT' then
    insert into payment_event (payment, status, happened_at, reason, actor, login, recorded_at)
    select id, payment_status, status_at, status_reason, actor, login, recorded_at from written order by id;
  else
    insert into payment_event (payment, previous, status, happened_at, reason, actor, login, recorded_at)
    select written.id, previous.payment_status, written.payment_status, written.status_at,
      written.status_reason, written.actor, written.login, written.recorded_at
    from written join previous on previous.id = written.id order by written.id;
  end if;
  return null;
end
$$;
revoke execute on function payments_keep_their_states() from public;
create or replace trigger payments_keep_their_first_state after insert on payment
  referencing new table as written
  for each statement execute function payments_keep_their_states();
create or replace trigger payments_keep_their_states after update on payment
  referencing new table as written old table as previous
  for each statement execute function payments_keep_their_states();

-- If the payment that counts fails or is returned, its duplicate becomes completed. Otherwise the bill would be paid
-- a third time.
create or replace function a_duplicate_takes_its_place() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  -- This check also ends the recursion: the update below fires this trigger again even if it updates no row.
  if not exists (
      select from written join payment as duplicate using (billing_id)
      where written.payment_status in ('failed', 'returned')
        and duplicate.payment_status = 'duplicate') then
    return null;
  end if;
  update payment
  set payment_status = 'completed', status_at = greatest(payment.status_at, gone.status_at),
    status_reason = 'no longer a duplicate: payment ' || gone.id || ' ' || gone.payment_status
  from written as gone
  where gone.payment_status in ('failed', 'returned')
    and payment.id = (
      select min(id) from payment as duplicate
      where duplicate.billing_id = gone.billing_id and duplicate.payment_status = 'duplicate')
    and not exists (
      select from payment as other
      where other.billing_id = gone.billing_id
        and payment_counts(other.payment_status));
  return null;
end
$$;
-- The name makes this trigger fire after payments_keep_their_states, so that events are inserted in order.
create or replace trigger what_was_a_duplicate_takes_its_place after update on payment
  referencing new table as written
  for each statement execute function a_duplicate_takes_its_place();

-- A batch can't be changed, except to record that its file is written or abandoned, and by whom.
create or replace function a_batch_is_only_finished() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  of_end constant text[] := array['written_at', 'file_sha256', 'abandoned_at', 'finished_actor',
    'finished_login', 'finished_at'];
begin
  if tg_op = 'UPDATE' and is_unfinished(old)
      and to_jsonb(old) - of_end = to_jsonb(new) - of_end then
    if not is_unfinished(new) then
      new.finished_actor := acting_person();
      new.finished_login := session_user;
      new.finished_at := clock_timestamp() at time zone 'UTC';
    end if;
    return new;
  end if;
  raise exception 'batch % cannot be changed', old.message_id
    using errcode = 'restrict_violation', constraint = 'nothing_is_rewritten',
      table = 'payment_batch';
end
$$;
create or replace trigger a_batch_is_only_finished before update or delete on payment_batch
  for each row execute function a_batch_is_only_finished();
