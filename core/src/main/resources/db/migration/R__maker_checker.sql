-- Maker-checker (four eyes): a cycle that was proposed once, even if it was rejected, is closed only by the approval of a
-- person who has neither proposed nor rejected it.
--
-- The database writes the events of a cycle with the change that they record, and no role has a privilege to write them.
-- The rules are checked when an event is written.

-- Waits for closings and takes their lock, so that of two transactions the second sees the events of the first. In
-- REPEATABLE READ it wouldn't, so such a transaction is refused.
create or replace function wait_for_closings(of_table text) returns void language plpgsql as $$
begin
  if current_setting('transaction_isolation') not in ('read committed', 'read uncommitted') then
    raise exception '% must be written in a READ COMMITTED transaction', of_table
      using errcode = 'feature_not_supported', table = of_table,
        detail = 'In ' || upper(current_setting('transaction_isolation'))
          || ', it cannot see what was billed since the transaction began.';
  end if;
  perform pg_advisory_xact_lock(hashtext('farestream.bill'));
end
$$;

-- A statement-level trigger takes the lock before the rows are locked. Bills, lines and adjustments wait too: otherwise
-- they could be added to a cycle that another transaction is proposing, closing or approving.
create or replace function closings_wait_for_each_other() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform wait_for_closings(tg_table_name);
  return null;
end
$$;
create or replace trigger closings_wait_for_each_other before insert or update on billing_cycle
  for each statement execute function closings_wait_for_each_other();
create or replace trigger closings_wait_for_each_other before insert or update on billing
  for each statement execute function closings_wait_for_each_other();
create or replace trigger closings_wait_for_each_other before insert on billing_line
  for each statement execute function closings_wait_for_each_other();
create or replace trigger closings_wait_for_each_other before insert on billing_adjustment
  for each statement execute function closings_wait_for_each_other();
create or replace trigger closings_wait_for_each_other before insert on billing_cycle_left
  for each statement execute function closings_wait_for_each_other();

-- The time is the one that the cycle and its bills have. A proposal has no time of its own, and its bills are the newest.
create or replace function a_change_of_a_cycle_is_recorded() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into billing_cycle_event (cycle, event, happened_at)
  values (new.cycle, case tg_op when 'UPDATE' then 'approved' else new.status end,
    coalesce(new.closed_at, (
      select billing_date from billing where billing_cycle = new.cycle and made_by = 'farestream'
      order by id desc limit 1), new.processed_at));
  return null;
end
$$;
revoke all on function a_change_of_a_cycle_is_recorded() from public;
-- The name makes this trigger fire before the journal is written, so that a refused closing doesn't compute it.
create or replace trigger a_change_of_a_cycle_is_recorded after insert or update on billing_cycle
  for each row execute function a_change_of_a_cycle_is_recorded();

create or replace function four_eyes() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  earlier text;
begin
  select event into earlier from billing_cycle_event
  where cycle = new.cycle and event in ('proposed', 'rejected') and actor = new.actor
  order by id desc limit 1;
  if found then
    raise exception 'cycle % was % by % and must be approved by another person', new.cycle, earlier, new.actor
      using errcode = 'check_violation', constraint = 'four_eyes', table = 'billing_cycle_event';
  end if;
  return new;
end
$$;
create or replace trigger four_eyes before insert on billing_cycle_event
  for each row when (new.event = 'approved') execute function four_eyes();

create or replace function a_proposed_cycle_is_approved() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from billing_cycle_event where cycle = new.cycle and event = 'proposed') then
    raise exception 'cycle % was proposed and is closed only by the approval of another person', new.cycle
      using errcode = 'check_violation', constraint = 'a_proposed_cycle_is_approved',
        table = 'billing_cycle', hint = 'Propose it again.';
  end if;
  return new;
end
$$;
create or replace trigger a_proposed_cycle_is_approved before insert on billing_cycle_event
  for each row when (new.event = 'closed') execute function a_proposed_cycle_is_approved();
