-- A closed cycle never changes, whoever writes: its bills, lines and adjustments stay as they are, and
-- nothing is added to them. A proposed cycle is closed or struck as a whole.

create or replace function refuse_to_change_a_closed_cycle(cycle bigint, of_table text) returns void
language plpgsql as $$
begin
  raise exception 'cycle % is closed and never changes', cycle
    using errcode = 'restrict_violation', constraint = 'a_closed_cycle_never_changes',
      table = of_table, hint = 'What was wrong is corrected in the next cycle.';
end
$$;

-- The bills of a proposal become payable when it is approved. A bill of ours whose cycle was never recorded
-- is not paid, and the owner may strike it.
create or replace function a_bill_never_changes() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  -- Generated columns have no value yet before the row is written.
  not_compared constant text[] := array['billing_status', 'platform_part', 'payable'];
  known text;
begin
  if old.made_by = 'hand' then
    raise exception 'bill % was made by hand, and no bill is rewritten', old.id
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

-- A cycle is recorded when all its bills are there, so none is added afterwards.
create or replace function no_bill_comes_into_a_cycle() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  known bigint;
begin
  select cycle into known from billing_cycle
  where cycle in (select distinct billing_cycle from written where made_by = 'farestream') limit 1;
  if found then
    perform refuse_to_change_a_closed_cycle(known, 'billing');
  end if;
  return null;
end
$$;
create or replace trigger no_bill_comes_into_a_closed_cycle after insert on billing
  referencing new table as written
  for each statement execute function no_bill_comes_into_a_cycle();

-- Bills are numbered upwards, so those above the lowest bill that got a line must be open, too. That reads a
-- few bills, where a check of each line would read a million. A bill by hand gets its lines when it is made, and
-- may have waited with its number for a closing; for those each bill is looked up.
create or replace function nothing_comes_into_a_bill() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  known bigint;
begin
  select cycle into known from billing join billing_cycle on cycle = billing_cycle
  where made_by = 'farestream' and billing.id >= (select min(billing_id) from written)
    and (billing.id in (select billing_id from written) or not exists (
      select from billing as first
      where first.id = (select min(billing_id) from written) and first.made_by = 'hand'))
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
  where id in (select billing_id from struck)
    and (made_by = 'hand' or exists (select from closed_cycle where cycle = billing_cycle)) limit 1;
  if found then
    perform refuse_to_change_a_closed_cycle(known, tg_table_name);
  end if;
  return null;
end
$$;
create or replace trigger a_closed_cycle_never_changes after delete on billing_line
  referencing old table as struck
  for each statement execute function nothing_leaves_a_bill();
create or replace trigger a_closed_cycle_never_changes after delete on billing_adjustment
  referencing old table as struck
  for each statement execute function nothing_leaves_a_bill();

-- R__maker_checker.sql says who may approve.
create or replace function a_cycle_only_closes() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.status = 'proposed' then
    if tg_op = 'DELETE' then
      return old;
    end if;
    if not exists (
        select from billing_cycle_event where cycle = new.cycle and event = 'approved'
          and id > (select max(id) from billing_cycle_event
            where cycle = new.cycle and event = 'proposed')) then
      raise exception 'cycle % is proposed and was not approved', new.cycle
        using errcode = 'check_violation', constraint = 'four_eyes', table = 'billing_cycle';
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

-- Only this function has the privilege to delete, so the commands' role can strike nothing but a proposal.
create or replace function reject_cycle(rejected bigint) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from billing_adjustment where billing_id in (
    select id from billing where billing_cycle = rejected and made_by = 'farestream');
  delete from billing_line where billing_id in (
    select id from billing where billing_cycle = rejected and made_by = 'farestream');
  delete from billing where billing_cycle = rejected and made_by = 'farestream';
  delete from billing_cycle where cycle = rejected;
  delete from billing_cycle_left where cycle = rejected;
end
$$;
revoke all on function reject_cycle(bigint) from public;
