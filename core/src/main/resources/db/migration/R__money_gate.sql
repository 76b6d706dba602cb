-- The money gate decides whether a recorded trip may be billed. A cycle, a bill by hand, an approval, `status`
-- and the audit all call it.
--
-- A trip is held if something is wrong with it; a person releases or rejects it (R__trip_decisions.sql). The
-- fault may go away by itself: a record in quarantine is replayed, or an amendment corrects the total.

-- The limits of the next cycle, if nobody sets others, are those of the last one. The tolerance lets the
-- workshop's own trips pass: its scripts draw fare and total independently, up to 150 each.
create or replace view hold_limits as
select total_limit, parts_tolerance, clock_tolerance from (
  select cycle, total_limit, parts_tolerance, clock_tolerance from billing_cycle
  union all
  select 0, 1000.00, 200.00, 15) as limits
order by cycle desc limit 1;

-- This is the part of a total beyond the named parts; our own writers put it into other_amount.
create or replace function beyond_parts(trip trips) returns numeric language sql immutable as $$
  select trip.total_amount - (trip.fare_amount + trip.extra + trip.mta_tax + trip.tip_amount
    + trip.tolls_amount + trip.ehail_fee + trip.improvement_surcharge + trip.congestion_surcharge
    + trip.airport_fee + trip.cbd_congestion_fee)
$$;

-- This says what is wrong with a trip by its own row, and is null if nothing is. A large amount beyond the named
-- parts is a mistake.
create or replace function implausible(
  trip trips, total_limit numeric, parts_tolerance numeric, clock_tolerance bigint
) returns text language sql stable as $$
  select case
    when abs(trip.total_amount) <= total_limit
      and abs(beyond_parts(trip)) <= parts_tolerance
      and trip.dropoff_datetime <= trip.created_at + clock_tolerance * interval '1 minute'
    then null
    else concat_ws('; ',
      case when abs(trip.total_amount) > total_limit
        then 'the total is beyond the limit of ' || total_limit end,
      case when not abs(beyond_parts(trip)) <= parts_tolerance
        then 'the total is far from the sum of its parts, ' || trip.total_amount - beyond_parts(trip)
      end,
      case when trip.dropoff_datetime > trip.created_at + clock_tolerance * interval '1 minute'
        then 'the drop-off, ' || to_char(trip.dropoff_datetime, 'YYYY-MM-DD HH24:MI:SS')
          || 'Z, is later than its record, ' || to_char(trip.created_at, 'YYYY-MM-DD HH24:MI:SS')
          || 'Z' end)
  end
$$;

-- This is the last decision on a trip if it covers the trip as it is now: a person decides on what he saw, and
-- not on a later amendment, quarantine record or removal.
create or replace function decision_on(trip trips) returns setof trip_decision language sql stable as $$
  select decision.* from (
    select * from trip_decision where trip_id = trip.id order by id desc limit 1) as decision
  where not exists (
      select from trip_history
      where trip_id = trip.id and trip_history.id > decision.history_id)
    and not exists (
      select from quarantine
      where rider_email = trip.rider_email and trip_info = trip.trip_info and is_open(quarantine)
        and quarantine.id > decision.quarantine_id)
    and not exists (
      select from trip_removal
      where rider_email = trip.rider_email and trip_info = trip.trip_info
        and trip_removal.id > decision.removal_id)
$$;

create or replace function is_rejected(trip bigint) returns boolean language sql stable as $$
  select exists (
    select from trips cross join lateral decision_on(trips) as decision
    where trips.id = trip and decision.decision = 'rejected')
$$;

-- This lists everything that is wrong with a trip, released or not, and is null if nothing is.
--
-- A reversal may be billed beside the trip that it cancels: one of the same driver, at the same times, paid in
-- the same way, of the opposite total. Of two reversals of one trip the second cancels nothing.
--
-- The function has a generic plan: planning it for each trip would take longer than all its look-ups.
create or replace function faults_of_trip(
  trip trips, is_billed boolean, total_limit numeric, parts_tolerance numeric,
  clock_tolerance bigint
) returns text language plpgsql stable set plan_cache_mode = force_generic_plan as $$
declare
  faults text[];
  open text;
begin
  select string_agg(id::text, ', ' order by id) into open from (
    select id from quarantine
    where rider_email = trip.rider_email and trip_info = trip.trip_info and is_open(quarantine)
    order by id limit 5) as records;
  if open is not null then
    faults := faults || ('record ' || open || ' in quarantine');
  end if;
  if not is_billed and exists (
      select from trip_removal
      where rider_email = trip.rider_email and trip_info = trip.trip_info
        and trip_removal.sequence_number > trip.sequence_number) then
    faults := faults || 'removed from DynamoDB before it was billed'::text;
  end if;
  faults := array_remove(
    faults || implausible(trip, total_limit, parts_tolerance, clock_tolerance), null);
  if trip.total_amount < 0 and (
      select count(*) from trips as original
      where original.driver_id = trip.driver_id
        and original.dropoff_datetime = trip.dropoff_datetime
        and original.pickup_datetime = trip.pickup_datetime
        and original.payment_type is not distinct from trip.payment_type
        and original.total_amount = -trip.total_amount
        and is_billable(original)
        and (exists (select from billing_line where trip_id = original.id)
          or hold_of_trip(original, false, total_limit, parts_tolerance, clock_tolerance)
            is null)) < (
      select count(*) from trips as reversal
      where reversal.driver_id = trip.driver_id
        and reversal.dropoff_datetime = trip.dropoff_datetime
        and reversal.pickup_datetime = trip.pickup_datetime
        and reversal.payment_type is not distinct from trip.payment_type
        and reversal.total_amount = trip.total_amount
        and is_billable(reversal)
        and reversal.id <= trip.id) then
    faults := faults || 'the total is below zero and cancels no other trip of the driver'::text;
  end if;
  if (select decision from trip_decision where trip_id = trip.id order by id desc limit 1)
        = 'rejected' and not is_rejected(trip.id) then
    faults := faults || 'changed after it was rejected'::text;
  end if;
  return nullif(array_to_string(faults, '; '), '');
end
$$;

-- This says why a trip, or its amendment, is not billed: it is held, or was rejected. It is null if it is billed.
create or replace function hold_of_trip(
  trip trips, is_billed boolean, total_limit numeric, parts_tolerance numeric,
  clock_tolerance bigint
) returns text language plpgsql stable set plan_cache_mode = force_generic_plan as $$
declare
  decided trip_decision;
begin
  if exists (select from trip_decision where trip_id = trip.id) then
    select * into decided from decision_on(trip);
  end if;
  return case
    when decided.decision = 'rejected' then 'rejected: ' || decided.reason
    when decided.decision is null
      then faults_of_trip(trip, is_billed, total_limit, parts_tolerance, clock_tolerance)
  end;
end
$$;

-- The same for many trips: hardly one of them is held, and the planner inlines the conditions that pass the
-- others into the scan of trips.
--
-- An empty table is asked once and not for each trip, because the planner takes a scan of it to cost nothing; in
-- one that has rows it hashes what it looks for.
create or replace function hold_on_trip(
  trip trips, is_billed boolean, total_limit numeric, parts_tolerance numeric,
  clock_tolerance bigint
) returns table (hold text) language sql stable as $$
  select case
    when trip.total_amount < 0
      or implausible(trip, total_limit, parts_tolerance, clock_tolerance) is not null
      or exists (select from quarantine as open where is_open(open)) and exists (
        select from quarantine as open
        where is_open(open)
          and open.rider_email = trip.rider_email and open.trip_info = trip.trip_info)
      or exists (select from trip_removal) and exists (
        select from trip_removal as removal
        where removal.rider_email = trip.rider_email and removal.trip_info = trip.trip_info)
      or exists (select from trip_decision)
        and exists (select from trip_decision where trip_decision.trip_id = trip.id)
    then hold_of_trip(trip, is_billed, total_limit, parts_tolerance, clock_tolerance)
  end
$$;
