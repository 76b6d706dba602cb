-- What a cycle consists of: the bills that were written with it, all of them completed when it is closed, after the cycle
-- before was closed.

-- A cycle is recorded after all of its bills, so bills cannot be added once the cycle exists. Nor can they have the number
-- of a cycle that isn't the next: `pay` and the next cycle's balances would read them.
create or replace function no_bill_comes_into_a_cycle() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  next bigint := (select coalesce(max(cycle), 1) + 1 from billing_cycle);
  other bigint;
begin
  select billing_cycle into other from written where made_by = 'farestream' and billing_cycle <> next limit 1;
  if found and exists (select from billing_cycle where cycle = other) then
    perform refuse_to_change_a_closed_cycle(other, 'billing');
  elsif found then
    raise exception 'a bill of cycle % was added, and the next cycle is %', other, next
      using errcode = 'check_violation', constraint = 'a_bill_is_of_the_next_cycle', table = 'billing';
  end if;
  return null;
end
$$;
create or replace trigger no_bill_comes_into_a_closed_cycle after insert on billing
  referencing new table as written
  for each statement execute function no_bill_comes_into_a_cycle();

-- Nor can bills be added before: the transaction that records a cycle has written all of its bills. Otherwise a bill that
-- one person adds for the next cycle would be in the cycle that another proposes or closes.
create or replace function a_cycle_is_recorded_with_its_bills() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  earlier bigint[];
begin
  select array_agg(id order by id) into earlier from billing
  where billing_cycle = new.cycle and made_by = 'farestream' and xmin <> pg_current_xact_id()::xid;
  if earlier is not null then
    raise exception 'cycle % has % bill(s) that were added before it was recorded: bill %', new.cycle,
        cardinality(earlier), array_to_string(earlier[1:3], ', ')
      using errcode = 'check_violation', constraint = 'a_cycle_is_recorded_with_its_bills',
        table = 'billing', hint = 'No command adds such bills. The owner of the tables can delete them.';
  end if;
  return null;
end
$$;
create or replace trigger a_cycle_is_recorded_with_its_bills after insert on billing_cycle
  for each row execute function a_cycle_is_recorded_with_its_bills();

create or replace function a_closed_cycle_has_completed_bills() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from billing
      where billing_cycle = new.cycle and made_by = 'farestream' and billing_status is distinct from 'completed') then
    raise exception 'cycle % has bills that are not completed', new.cycle
      using errcode = 'check_violation', constraint = 'a_closed_cycle_has_completed_bills', table = 'billing';
  end if;
  return null;
end
$$;
create or replace trigger a_closed_cycle_has_completed_bills after insert or update on billing_cycle
  for each row when (new.status = 'closed') execute function a_closed_cycle_has_completed_bills();

-- A proposed cycle is approved or rejected before the next: it could not be rejected afterwards.
create or replace function a_cycle_follows_a_closed_one() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from billing_cycle where cycle = new.previous and status = 'proposed') then
    raise exception 'cycle % is proposed; approve or reject it first', new.previous
      using errcode = 'check_violation', constraint = 'a_cycle_follows_a_closed_one', table = 'billing_cycle';
  end if;
  return new;
end
$$;
create or replace trigger a_cycle_follows_a_closed_one before insert on billing_cycle
  for each row execute function a_cycle_follows_a_closed_one();
