-- Cycles that are proposed by one and approved by another, who did what, and what keeps a closed one
-- as it is, for the owner of the tables too.

alter table billing_cycle
  add column status text not null default 'closed'
    constraint a_cycle_is_proposed_or_closed check (status in ('proposed', 'closed')),
  add column policy text not null default 'lab'
    constraint a_policy_is_one_of_two check (policy in ('lab', 'components')),
  add column minimum_payout numeric(14, 2) not null default 0
    constraint a_minimum_is_nothing_or_more check (minimum_payout >= 0),
  -- What the cycle has looked at. The next looks at what came after, not at all that ever was.
  add column trips_seen_to bigint not null default 0,
  add column history_seen_to bigint not null default 0,
  add column disputes_seen_to bigint not null default 0,
  add column quarantine_seen_to bigint not null default 0,
  add column removals_seen_to bigint not null default 0,
  add column decisions_seen_to bigint not null default 0,
  -- By the server's clock, once its trips were looked at.
  add column looked_at timestamp not null default (clock_timestamp() at time zone 'UTC'),
  -- What it held: see R__money_gate.
  add column total_limit numeric(14, 2) not null default 1000
    constraint a_total_limit_is_nothing_or_more check (total_limit >= 0),
  add column parts_tolerance numeric(14, 2) not null default 200
    constraint a_parts_tolerance_is_nothing_or_more check (parts_tolerance >= 0),
  add column clock_tolerance bigint not null default 15
    constraint a_clock_tolerance_is_nothing_or_more check (clock_tolerance >= 0);
comment on column billing_cycle.clock_tolerance is 'In minutes.';
alter table billing_cycle alter column closed_at drop not null,
  alter column closed_at drop default,
  add constraint a_closed_cycle_has_its_time check ((status = 'closed') = (closed_at is not null));
comment on column billing_cycle.trips_seen_to is
  'trips.id: of the trips up to it none can appear later but by its drop-off or an amendment.';
comment on column billing_cycle.history_seen_to is 'trip_history.id: amendments billed up to it.';

-- Few, as a rule: what was driven between the cut-off and the closing, and what was held.
create table billing_cycle_left (
  cycle        bigint not null,
  trip_id      bigint not null,
  amount       numeric(14, 2),
  hold         text,
  is_rejected  boolean not null default false,
  primary key (cycle, trip_id)
);
comment on table billing_cycle_left is
  'Trips that the cycle looked at and did not bill: they ended after its cut-off, or were held. The
next looks at them.';
comment on column billing_cycle_left.hold is
  'Why the trip, or its amendment, was held or rejected; null where it only ended after the cut-off.';

create table billing_cycle_event (
  id             bigint generated always as identity primary key,
  cycle          bigint not null,
  event          text not null constraint a_cycle_event_is_one_of_four
                   check (event in ('closed', 'proposed', 'approved', 'rejected')),
  happened_at    timestamp not null,
  by_whom        text not null,
  database_role  text not null default session_user,
  reason         text
);
comment on table billing_cycle_event is 'Who did what with a cycle. What was rejected is here only.';

insert into billing_cycle_event (cycle, event, happened_at, by_whom, reason)
select cycle, 'closed', closed_at, 'unknown', 'closed before names were kept' from billing_cycle;

create function four_eyes() returns trigger language plpgsql as $$
begin
  if new.by_whom = (select by_whom from billing_cycle_event
      where cycle = new.cycle and event = 'proposed' order by id desc limit 1) then
    raise exception 'cycle % was proposed by %, and is approved by another person',
        new.cycle, new.by_whom
      using errcode = 'check_violation', constraint = 'four_eyes', table = 'billing_cycle_event';
  end if;
  return new;
end
$$;
create trigger four_eyes before insert on billing_cycle_event
  for each row when (new.event = 'approved') execute function four_eyes();

-- For tables whose rows are never touched again.
create function nothing_is_rewritten() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are written once: no % of them', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation', constraint = 'nothing_is_rewritten', table = tg_table_name,
      hint = 'What was wrong is corrected by an entry of its own.';
end
$$;

create trigger nothing_is_rewritten before update or delete or truncate on billing_cycle_event
  for each statement execute function nothing_is_rewritten();
create trigger nothing_is_rewritten before update or truncate on billing_cycle_left
  for each statement execute function nothing_is_rewritten();
create trigger nothing_is_rewritten before update or delete or truncate on dispute_resolution
  for each statement execute function nothing_is_rewritten();
create trigger nothing_is_rewritten before update or truncate on billing_line
  for each statement execute function nothing_is_rewritten();
create trigger nothing_is_rewritten before update or truncate on billing_adjustment
  for each statement execute function nothing_is_rewritten();
create trigger nothing_is_rewritten before truncate on billing
  for each statement execute function nothing_is_rewritten();
create trigger nothing_is_rewritten before truncate on billing_cycle
  for each statement execute function nothing_is_rewritten();

create function refuse_to_change_a_closed_cycle(cycle bigint, of_table text) returns void
language plpgsql as $$
begin
  raise exception 'cycle % is closed and never changes', cycle
    using errcode = 'restrict_violation', constraint = 'a_closed_cycle_never_changes',
      table = of_table, hint = 'What was wrong is corrected in the next cycle.';
end
$$;

-- The bills of a proposal are struck when it is rejected, and become payable when it is approved.
create function a_bill_never_changes() returns trigger language plpgsql as $$
declare
  -- Generated columns are not there yet before the row is written.
  not_compared constant text[] := array['billing_status', 'platform_part', 'payable'];
begin
  if old.made_by = 'farestream' and exists (
      select from billing_cycle where cycle = old.billing_cycle and status = 'proposed') then
    if tg_op = 'DELETE' then
      return old;
    end if;
    if (old.billing_status, new.billing_status) = ('proposed', 'completed')
        and to_jsonb(old) - not_compared = to_jsonb(new) - not_compared then
      return new;
    end if;
  end if;
  if old.made_by = 'hand' then
    raise exception 'bill % was made by hand, and no bill is rewritten', old.id
      using errcode = 'restrict_violation', constraint = 'nothing_is_rewritten', table = 'billing';
  end if;
  perform refuse_to_change_a_closed_cycle(old.billing_cycle, 'billing');
  return null;
end
$$;
create trigger a_closed_cycle_never_changes before update or delete on billing
  for each row execute function a_bill_never_changes();

-- A cycle is recorded when all its bills are: none comes afterwards.
create function no_bill_comes_into_a_cycle() returns trigger language plpgsql as $$
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
create trigger no_bill_comes_into_a_closed_cycle after insert on billing
  referencing new table as written
  for each statement execute function no_bill_comes_into_a_cycle();

-- Bills are numbered upwards: what follows the lowest of those that got a line must be open, too.
-- That is a look at few bills, where one for each line would be a look at a million. A bill by hand gets
-- its lines when it is made, and may have waited with its number for a closing; there one each is looked at.
create function nothing_comes_into_a_bill() returns trigger language plpgsql as $$
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
create trigger nothing_comes_into_a_closed_cycle after insert on billing_line
  referencing new table as written
  for each statement execute function nothing_comes_into_a_bill();
create trigger nothing_comes_into_a_closed_cycle after insert on billing_adjustment
  referencing new table as written
  for each statement execute function nothing_comes_into_a_bill();

create function nothing_leaves_a_bill() returns trigger language plpgsql as $$
declare
  known bigint;
begin
  select billing_cycle into known from billing
  where id in (select billing_id from struck)
    and not exists (
      select from billing_cycle where cycle = billing_cycle and status = 'proposed') limit 1;
  if found then
    perform refuse_to_change_a_closed_cycle(known, tg_table_name);
  end if;
  return null;
end
$$;
create trigger a_closed_cycle_never_changes after delete on billing_line
  referencing old table as struck
  for each statement execute function nothing_leaves_a_bill();
create trigger a_closed_cycle_never_changes after delete on billing_adjustment
  referencing old table as struck
  for each statement execute function nothing_leaves_a_bill();

create function a_cycle_only_closes() returns trigger language plpgsql as $$
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
create trigger a_closed_cycle_never_changes before update or delete on billing_cycle
  for each row execute function a_cycle_only_closes();

-- A trip that was billed stays: what it was billed for is derived from it.
create function a_billed_trip_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'TRUNCATE' then
    if not exists (select from billing_line) then
      return null;
    end if;
  elsif tg_op = 'DELETE' then
    if not exists (select from billing_line where trip_id = old.id) then
      return old;
    end if;
  elsif not exists (select from billing_line where trip_id = old.id) then
    return new;
  end if;
  raise exception 'a trip that was billed is neither removed nor renumbered'
    using errcode = 'restrict_violation', constraint = 'a_billed_trip_stays', table = 'trips';
end
$$;
create trigger a_billed_trip_stays before delete on trips
  for each row execute function a_billed_trip_stays();
create trigger a_billed_trip_keeps_its_number before update of id on trips
  for each row when (old.id <> new.id) execute function a_billed_trip_stays();
create trigger a_billed_trip_is_not_truncated before truncate on trips
  for each statement execute function a_billed_trip_stays();

-- The privilege to strike is this function's: what the commands' role may delete is a proposal.
create function reject_cycle(rejected bigint) returns void
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
