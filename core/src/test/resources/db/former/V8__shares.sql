-- What a driver earns of a trip, by the policy written on the bill, and what corrects a bill later.

-- The driver's part before it is rounded, and what else the trip's total holds. The rest is the
-- platform's.
--   lab         the share of the whole total, as the workshop has it.
--   components  tips and tolls whole, the share of fare and extras and of whatever the total holds
--               beyond the named parts; nothing of taxes and surcharges. What nobody paid (no charge,
--               voided), or may not have to (in dispute until it is won), is withheld from everybody.
create function share_of_trip(trip trips, policy text, share numeric, dispute_is_won boolean)
returns table (exact_part numeric, taxes numeric, withheld numeric, cash numeric)
language sql immutable as $$
  select
    case
      when policy = 'lab' then trip.total_amount * share
      when nobody_pays then 0
      else trip.tip_amount + trip.tolls_amount
        + (trip.total_amount - levies - trip.tip_amount - trip.tolls_amount) * share
    end,
    case when policy = 'lab' or nobody_pays then 0 else levies end,
    case when policy <> 'lab' and nobody_pays then trip.total_amount else 0 end,
    case when policy <> 'lab' and trip.payment_type = 2 then trip.total_amount else 0 end
  from (
    select
      coalesce(trip.payment_type in (3, 6) or trip.payment_type = 4 and not dispute_is_won, false)
        as nobody_pays,
      trip.mta_tax + trip.improvement_surcharge + trip.ehail_fee + trip.congestion_surcharge
        + trip.airport_fee + trip.cbd_congestion_fee as levies) as of_trip
$$;

alter table billing
  add column policy text not null default 'lab'
    constraint a_policy_is_one_of_two check (policy in ('lab', 'components')),
  add column drivers_part numeric(14, 2),
  add column taxes numeric(14, 2) not null default 0,
  add column withheld numeric(14, 2) not null default 0,
  add column cash_held numeric(14, 2) not null default 0,
  add column adjustment numeric(14, 2) not null default 0,
  add column carried_in numeric(14, 2) not null default 0,
  add column carried_out numeric(14, 2) not null default 0;
update billing set drivers_part = round(billing_amount * commissions, 2),
  carried_out = case when made_by = 'farestream' then least(round(billing_amount * commissions, 2), 0) else 0 end;
alter table billing
  alter column drivers_part set not null,
  add column platform_part numeric(14, 2)
    generated always as (billing_amount - drivers_part - taxes - withheld) stored,
  add column payable numeric(14, 2) generated always as
    (drivers_part - cash_held + adjustment + carried_in - carried_out) stored,
  add constraint a_balance_is_paid_or_carried_whole
    check (made_by = 'hand' or (payable >= 0 and (payable = 0 or carried_out = 0)));

comment on column billing.drivers_part is 'The driver''s part of billing_amount.';
comment on column billing.platform_part is 'What is left of billing_amount to the platform.';
comment on column billing.taxes is 'Taxes and surcharges in billing_amount, passed on.';
comment on column billing.withheld is 'What of billing_amount nobody paid, or is in dispute.';
comment on column billing.cash_held is 'What of billing_amount the driver took in cash himself.';
comment on column billing.adjustment is
  'What corrections of earlier bills come to, in the driver''s favour; see billing_adjustment.';
comment on column billing.carried_in is 'The balance that the driver''s bill before left open.';
comment on column billing.carried_out is 'The balance left to the next: below zero, or too little.';
comment on column billing.payable is 'What is to be paid to the driver.';

-- The lab's INSERT says nothing of parts: they are as it pays them.
create function a_bill_by_hand_is_shared_as_the_lab_does() returns trigger language plpgsql as $$
begin
  new.policy := 'lab';
  new.drivers_part := round(new.billing_amount * new.commissions, 2);
  new.taxes := 0;
  new.withheld := 0;
  new.cash_held := 0;
  new.adjustment := 0;
  new.carried_in := 0;
  new.carried_out := 0;
  return new;
end
$$;
create trigger a_bill_by_hand_is_shared_as_the_lab_does before insert on billing
  for each row when (new.made_by = 'hand')
  execute function a_bill_by_hand_is_shared_as_the_lab_does();

-- As for trips (V6): the drivers of a statement's bills are looked for at once, and not each by a
-- foreign key.
alter table billing drop constraint billing_driver_is_known;
comment on column billing.driver_id is 'Refers to drivers.';
create function billed_drivers_are_known() returns trigger language plpgsql as $$
declare
  unknown bigint;
begin
  select written.driver_id into unknown from written
  where not exists (select from drivers where drivers.driver_id = written.driver_id) limit 1;
  if found then
    raise exception 'there is no driver %', unknown
      using errcode = 'foreign_key_violation', constraint = 'billing_driver_is_known',
        table = 'billing';
  end if;
  return null;
end
$$;
create trigger billing_driver_is_known after insert on billing
  referencing new table as written
  for each statement execute function billed_drivers_are_known();

create function a_billed_driver_stays() returns trigger language plpgsql as $$
begin
  if exists (select from billing where driver_id = old.driver_id) then
    raise exception 'driver % has bills and stays', old.driver_id
      using errcode = 'foreign_key_violation', constraint = 'billing_driver_is_known',
        table = 'drivers';
  end if;
  return old;
end
$$;
create trigger a_billed_driver_stays before delete on drivers
  for each row execute function a_billed_driver_stays();
create trigger a_billed_driver_keeps_the_number after update of driver_id on drivers
  for each row when (old.driver_id <> new.driver_id) execute function a_billed_driver_stays();

create index billing_carried on billing (billing_cycle)
  where carried_out <> 0 and made_by = 'farestream';

-- A foreign key looks up each line by itself, which took most of the time of closing a cycle. Lines
-- are written by a closing only, from the trips and bills themselves; `audit verify` compares all.
alter table billing_line
  drop constraint billing_line_trip_id_fkey,
  drop constraint billing_line_billing_id_fkey,
  add column drivers_part numeric(14, 2),
  add column taxes numeric(14, 2) not null default 0,
  add column withheld numeric(14, 2) not null default 0,
  add column cash numeric(14, 2) not null default 0;
-- A bill is rounded once: its lines are rounded as they add up, in the order of the trips.
update billing_line set drivers_part = line.drivers_part
from (
  select trip_id, round(running * commissions, 2) - round((running - amount) * commissions, 2)
    as drivers_part
  from (
    select trip_id, amount, commissions,
      sum(amount) over (partition by billing_id order by trip_id) as running
    from billing_line join billing on billing.id = billing_id) as added) as line
where line.trip_id = billing_line.trip_id;
alter table billing_line alter column drivers_part set not null;
comment on column billing_line.amount is
  'The trip''s total. The driver''s part, taxes, what is withheld, and the platform''s part, which is
the rest, add up to it.';
comment on column billing_line.cash is 'The total, where the rider paid it to the driver in cash.';

-- A bill by hand gets lines, too, where it is for the trips that its period holds, which is open at both
-- ends: so they are billed once, and a trip that comes or changes later is billed or corrected by the
-- next cycle. Where it is for something else, its period is left alone, and `bill` tells of it.
create function give_lines(hand billing) returns void language sql as $$
  with held as materialized (
    select id, total_amount, sum(total_amount) over (order by id) as running
    from trips
    where status = 'Completed' and driver_id = hand.driver_id
      and dropoff_datetime > hand.billing_start and dropoff_datetime < hand.billing_end
  )
  insert into billing_line (trip_id, billing_id, amount, drivers_part)
  select id, hand.id, total_amount,
    round(running * hand.commissions, 2) - round((running - total_amount) * hand.commissions, 2)
  from held
  where (select (count(*), sum(total_amount)) from held) = (hand.rides_total, hand.billing_amount)
$$;
select give_lines(billing) from billing where made_by = 'hand' order by id;
create function a_bill_by_hand_gets_its_lines() returns trigger language plpgsql as $$
begin
  perform give_lines(new);
  return null;
end
$$;
create trigger a_bill_by_hand_gets_its_lines after insert on billing
  for each row when (new.made_by = 'hand') execute function a_bill_by_hand_gets_its_lines();

create table billing_adjustment (
  id            bigint generated always as identity primary key,
  -- the line that it corrects
  trip_id       bigint not null constraint an_adjustment_corrects_a_line references billing_line,
  billing_id    bigint not null constraint an_adjustment_is_in_a_bill references billing,
  amount        numeric(14, 2) not null,
  drivers_part  numeric(14, 2) not null,
  taxes         numeric(14, 2) not null,
  withheld      numeric(14, 2) not null,
  cash          numeric(14, 2) not null,
  reason        text not null,
  constraint a_line_is_corrected_once_in_a_bill unique (trip_id, billing_id)
);
create index billing_adjustment_billing on billing_adjustment (billing_id);
comment on table billing_adjustment is
  'What changed in a trip after it was billed: differences to what its line and the adjustments
before say, billed in a later cycle.';

create table dispute_resolution (
  id           bigint generated always as identity primary key,
  trip_id      bigint not null references trips,
  outcome      text not null constraint a_dispute_is_won_or_lost check (outcome in ('won', 'lost')),
  resolved_at  timestamp not null default (now() at time zone 'UTC'),
  by_whom      text not null,
  constraint a_dispute_is_resolved_once unique (trip_id)
);
comment on table dispute_resolution is
  'Disputes about a charge that were decided: won, the rider pays and the trip earns; lost, it does not.';

-- The disputed trips are asked for by themselves, and by their tripinfo alone.
create index trips_disputed on trips (trip_info) where payment_type = 4;
