-- Maker-checker (four eyes): a cycle that was proposed once, even if it was rejected, is closed only by the approval of a
-- person who has neither proposed nor rejected it.

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
        table = tg_table_name, hint = 'Propose it again.';
  end if;
  return new;
end
$$;
create or replace trigger a_proposed_cycle_is_approved before insert on billing_cycle
  for each row when (new.status = 'closed') execute function a_proposed_cycle_is_approved();
create or replace trigger a_proposed_cycle_is_approved before insert on billing_cycle_event
  for each row when (new.event = 'closed') execute function a_proposed_cycle_is_approved();
