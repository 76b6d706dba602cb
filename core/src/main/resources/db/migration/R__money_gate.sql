-- The money gate decides whether a recorded trip may be billed. Closings, manual bills, approvals, `status` and the
-- audit all call it.
--
-- A trip with a fault is held until a person releases or rejects it (R__trip_decisions.sql) or until the fault
-- disappears, because a quarantine record is replayed or an amendment corrects the total.

-- The default limits of the next cycle are those of the last one. The default tolerance of 200 accepts the workshop's
-- own trips, whose scripts draw fare and total independently, each up to 150.
create or replace view hold_limits as
select total_limit, parts_tolerance, clock_tolerance from (
  select cycle, total_limit, parts_tolerance, clock_tolerance from billing_cycle
  union all
  select 0, 1000.00, 200.00, 15) as limits
order by cycle desc limit 1;

-- Returns the difference between the total and its named parts. Farestream's own writers store it in other_amount.
create or replace function beyond_parts(trip trips) returns numeric language sql immutable as $$
  select trip.total_amount - (trip.fare_amount + trip.extra + trip.mta_tax + trip.tip_amount
    + trip.tolls_amount + trip.ehail_fee + trip.improvement_surcharge + trip.congestion_surcharge
    + trip.airport_fee + trip.cbd_congestion_fee)
$$;

-- Returns the faults that a trip's own row shows, or null if there are none. A total that differs much from the sum
-- of its parts is treated as an error.
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
        then 'the total exceeds the limit of ' || total_limit end,
      case when not abs(beyond_parts(trip)) <= parts_tolerance
        then 'the total differs too much from the sum of its parts, ' || trip.total_amount - beyond_parts(trip)
      end,
      case when trip.dropoff_datetime > trip.created_at + clock_tolerance * interval '1 minute'
        then 'the drop-off, ' || to_char(trip.dropoff_datetime, 'YYYY-MM-DD HH24:MI:SS')
          || 'Z, is later than the time of its record, ' || to_char(trip.created_at, 'YYYY-MM-DD HH24:MI:SS')
          || 'Z' end)
  end
$$;

-- Returns the last decision on a trip if it covers the trip's present version. A decision does not cover later
-- amendments, quarantine records or removals.
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

-- Returns all faults of a trip, whether it is released or not, or null if there are none.
--
-- The function uses a generic plan, because planning it for each trip would take longer than running it.
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
  if reverses_no_trip(trip, total_limit, parts_tolerance, clock_tolerance) then
    faults := faults || 'the total is negative and reverses no other trip of the driver'::text;
  end if;
  if (select decision from trip_decision where trip_id = trip.id order by id desc limit 1)
        = 'rejected' and not is_rejected(trip.id) then
    faults := faults || 'changed after it was rejected'::text;
  end if;
  return nullif(array_to_string(faults, '; '), '');
end
$$;

-- Returns why a trip or its amendment is not billed, which is a fault or a rejection, or null if it may be billed.
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

-- Does the same for many trips, few of which are held. The planner inlines these conditions into the scan of trips,
-- so hold_of_trip is called only for the trips that need it.
--
-- Each table is first checked for any row, once per statement. Without that, the planner would scan an empty table
-- again for each trip, since it estimates the scan to cost nothing. If a table has rows, the planner hashes it.
create or replace function screened_hold(
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
