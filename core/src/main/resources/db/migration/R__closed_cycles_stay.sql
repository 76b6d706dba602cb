-- Protects closed cycles, from the owner of the tables as well: their bills, lines and adjustments can be neither
-- changed nor deleted, and none can be added. A proposed cycle is closed or deleted as a whole.

create or replace function refuse_to_change_a_closed_cycle(cycle bigint, of_table text) returns void
language plpgsql as $$
begin
  raise exception 'cycle % is closed and never changes', cycle
    using errcode = 'restrict_violation', constraint = 'a_closed_cycle_never_changes',
      table = of_table, hint = 'Errors are corrected in the next cycle.';
end
$$;

-- Approving a proposed cycle completes its bills, which is the only update allowed. A bill that is not manual and
-- whose cycle was never recorded cannot be paid, and the owner may delete it.
create or replace function a_bill_never_changes() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  -- Generated columns have no value yet in a BEFORE trigger.
  not_compared constant text[] := array['billing_status', 'platform_part', 'payable'];
  known text;
begin
  if old.made_by = 'manual' then
    raise exception 'bill % is manual and cannot be changed', old.id
      using errcode = 'restrict_violation', constraint = 'nothing_is_rewritten', table = 'billing';
  end if;
  select status into known from billing_cycle where cycle = old.billing_cycle;
  if tg_op = 'DELETE' and known is distinct from 'closed' then
    return old;
  end if;
  if known = 'proposed' and (old.billing_status, new.billing_status) = ('proposed', 'completed')
      and to_jsonb(old) - not_compared = to_jsonb(new) - not_compared then
    return new;
  end if;
  perform refuse_to_change_a_closed_cycle(old.billing_cycle, 'billing');
  return null;
end
$$;
create or replace trigger a_closed_cycle_never_changes before update or delete on billing
  for each row execute function a_bill_never_changes();

-- Bill ids ascend, so if the lowest bill with a new line is open, all bills above it must be open. That check
-- reads a few bills, whereas checking each line would read a million. A manual bill may get its id before it waits
-- for a closing, so ids do not ascend then; if the lowest bill is manual, each bill is looked up.
create or replace function nothing_comes_into_a_bill() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  known bigint;
begin
  select cycle into known from billing join billing_cycle on cycle = billing_cycle
  where made_by = 'farestream' and billing.id >= (select min(billing_id) from written)
    and (billing.id in (select billing_id from written) or not exists (
      select from billing as first
      where first.id = (select min(billing_id) from written) and first.made_by = 'manual'))
  limit 1;
  if found then
    perform refuse_to_change_a_closed_cycle(known, tg_table_name);
  end if;
  return null;
end
$$;
create or replace trigger nothing_comes_into_a_closed_cycle after insert on billing_line
  referencing new table as written
  for each statement execute function nothing_comes_into_a_bill();
create or replace trigger nothing_comes_into_a_closed_cycle after insert on billing_adjustment
  referencing new table as written
  for each statement execute function nothing_comes_into_a_bill();

create or replace function nothing_leaves_a_bill() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  known bigint;
begin
  select billing_cycle into known from billing
  where id in (select billing_id from deleted)
    and (made_by = 'manual' or exists (select from closed_cycle where cycle = billing_cycle)) limit 1;
  if found then
    perform refuse_to_change_a_closed_cycle(known, tg_table_name);
  end if;
  return null;
end
$$;
create or replace trigger a_closed_cycle_never_changes after delete on billing_line
  referencing old table as deleted
  for each statement execute function nothing_leaves_a_bill();
create or replace trigger a_closed_cycle_never_changes after delete on billing_adjustment
  referencing old table as deleted
  for each statement execute function nothing_leaves_a_bill();

-- R__maker_checker.sql defines who may close a cycle.
create or replace function a_cycle_only_closes() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.status = 'proposed' then
    if tg_op = 'DELETE' then
      return old;
    end if;
    if new.status = 'closed'
        and to_jsonb(old) - array['status', 'closed_at']
          = to_jsonb(new) - array['status', 'closed_at'] then
      return new;
    end if;
  end if;
  perform refuse_to_change_a_closed_cycle(old.cycle, 'billing_cycle');
  return null;
end
$$;
create or replace trigger a_closed_cycle_never_changes before update or delete on billing_cycle
  for each row execute function a_cycle_only_closes();

-- Deletes a proposed cycle and records who rejected it and why. The role of the commands has no DELETE privilege, so this
-- is all it can delete.
create or replace function reject_cycle(rejected bigint, because text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform wait_for_closings('billing_cycle');
  if not exists (select from billing_cycle where cycle = rejected and status = 'proposed') then
    raise exception 'cycle % is not proposed', rejected
      using errcode = 'check_violation', constraint = 'only_a_proposal_is_rejected', table = 'billing_cycle';
  end if;
  delete from billing_adjustment where billing_id in (
    select id from billing where billing_cycle = rejected and made_by = 'farestream');
  delete from billing_line where billing_id in (
    select id from billing where billing_cycle = rejected and made_by = 'farestream');
  delete from billing where billing_cycle = rejected and made_by = 'farestream';
  delete from billing_cycle where cycle = rejected;
  delete from billing_cycle_left where cycle = rejected;
  insert into billing_cycle_event (cycle, event, happened_at, reason)
  values (rejected, 'rejected', clock_timestamp() at time zone 'UTC', because);
end
$$;
revoke all on function reject_cycle(bigint, text) from public;
