-- The money gate: what decides whether a trip that is recorded may be billed. A cycle, a bill by hand, an
-- approval, `status` and the audit all ask it.
--
-- A trip is held if something is wrong with it; a person releases or rejects it. What is wrong may go
-- away by itself: a record in quarantine is replayed, an amendment puts the total right.

-- Under what the next cycle is closed if nobody says otherwise: the last cycle's. The tolerance lets the
-- workshop's own trips pass: its scripts draw fare and total independently, up to 150 each.
create or replace view hold_limits as
select total_limit, parts_tolerance, clock_tolerance from (
  select cycle, total_limit, parts_tolerance, clock_tolerance from billing_cycle
  union all
  select 0, 1000.00, 200.00, 15) as limits
order by cycle desc limit 1;

-- What a total holds beyond the named parts; our own writers put it into other_amount.
create or replace function beyond_parts(trip trips) returns numeric language sql immutable as $$
  select trip.total_amount - (trip.fare_amount + trip.extra + trip.mta_tax + trip.tip_amount
    + trip.tolls_amount + trip.ehail_fee + trip.improvement_surcharge + trip.congestion_surcharge
    + trip.airport_fee + trip.cbd_congestion_fee)
$$;

-- What is wrong with a trip by its own row; null if nothing is. Much beyond the named parts is a mistake.
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

-- The last decision on a trip if it covers the trip as it is now: a person decides on what he saw, not
-- on a later amendment, quarantine record or removal.
create or replace function decision_on(trip trips) returns setof trip_decision language sql stable as $$
  select decision.* from (
    select * from trip_decision where trip_id = trip.id order by id desc limit 1) as decision
  where not exists (
      select from trip_history
      where trip_id = trip.id and trip_history.id > decision.history_id)
    and not exists (
      select from quarantine
      where rider_email = trip.rider_email and trip_info = trip.trip_info and resolved_at is null
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

-- Everything that is wrong with a trip, whether somebody released it or not; null if nothing is.
-- A reversal may be billed beside the trip that it cancels: the same driver's, at the same times, paid
-- in the same way, of the opposite total. Of two reversals of one trip the second cancels nothing.
-- Planned once: to plan it for each trip would take longer than all that it looks up.
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
    where rider_email = trip.rider_email and trip_info = trip.trip_info and resolved_at is null
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
        and original.status = 'Completed' and original.history_load is null
        and (exists (select from billing_line where trip_id = original.id)
          or hold_of_trip(original, false, total_limit, parts_tolerance, clock_tolerance)
            is null)) < (
      select count(*) from trips as reversal
      where reversal.driver_id = trip.driver_id
        and reversal.dropoff_datetime = trip.dropoff_datetime
        and reversal.pickup_datetime = trip.pickup_datetime
        and reversal.payment_type is not distinct from trip.payment_type
        and reversal.total_amount = trip.total_amount
        and reversal.status = 'Completed' and reversal.history_load is null
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

-- Why a trip is not billed, or its amendment: it is held, or was rejected. Null if it is billed.
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

-- The same for many trips: hardly one is held, and the others are found to be right by what the planner
-- can put into their scan.
create or replace function hold_on_trip(
  trip trips, is_billed boolean, total_limit numeric, parts_tolerance numeric,
  clock_tolerance bigint
) returns table (hold text) language sql stable as $$
  select case
    when trip.total_amount < 0
      or implausible(trip, total_limit, parts_tolerance, clock_tolerance) is not null
      or exists (
        select from quarantine as open
        where open.resolved_at is null
          and open.rider_email = trip.rider_email and open.trip_info = trip.trip_info)
      or exists (
        select from trip_removal as removal
        where removal.rider_email = trip.rider_email and removal.trip_info = trip.trip_info)
      or exists (select from trip_decision where trip_decision.trip_id = trip.id)
    then hold_of_trip(trip, is_billed, total_limit, parts_tolerance, clock_tolerance)
  end
$$;

-- The trips that the next cycle looks at: those that came since the last one looked, those that it left,
-- and those that changed since, billed ones too. None of history. What is only proposed is not billed.
create or replace view trip_of_next_cycle as
with last as (
  select coalesce(max(cycle), 0) as cycle, coalesce(max(trips_seen_to), 0) as trips_seen_to,
    coalesce(max(history_seen_to), 0) as history_seen_to,
    coalesce(max(disputes_seen_to), 0) as disputes_seen_to
  from billing_cycle where status = 'closed'
)
select trip_id, is_billed
from (
    select id as trip_id from trips, last where history_load is null and id > last.trips_seen_to
    union
    select trip_id from billing_cycle_left join last using (cycle)
    union
    select trip_id from trip_history, last where trip_history.id > last.history_seen_to
    union
    select trip_id from dispute_resolution, last where dispute_resolution.id > last.disputes_seen_to
  ) as looked_at
  join trips on trips.id = trip_id
  cross join lateral (
    select exists (
      select from billing_line as line join billing on billing.id = line.billing_id
      where line.trip_id = looked_at.trip_id and (made_by = 'hand' or exists (
        select from billing_cycle where cycle = billing_cycle and status = 'closed'))) as is_billed
  ) as billed
where is_billed or history_load is null and status = 'Completed' and not exists (
  select from billing as hand
  where hand.made_by = 'hand' and hand.driver_id = trips.driver_id
    and hand.billing_start < trips.dropoff_datetime
    and hand.billing_end > trips.dropoff_datetime
    and not exists (select from billing_line where billing_id = hand.id));

-- Of a trip that was billed it is the amendment that is held.
create or replace view held_trip as
select trips.id::bigint as trip_id, rider_email, trip_info, driver_id, dropoff_datetime,
  total_amount as amount, hold, is_billed
from trip_of_next_cycle
  join trips on trips.id = trip_id
  cross join hold_limits as limits
  cross join lateral hold_on_trip(trips, is_billed, limits.total_limit, limits.parts_tolerance,
    limits.clock_tolerance) as hold
where hold is not null and not is_rejected(trips.id);
comment on view held_trip is 'What the next cycle would not bill, and why.';

-- A decision is on what is held, or decides anew on what was decided and is not billed yet. What it
-- covers is not the writer's to say. It waits for a cycle that is being closed, and that for it.
create or replace function a_decision_is_on_a_held_trip() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  trip trips;
  billed boolean;
  covered trip_decision;
begin
  perform pg_advisory_xact_lock(hashtext('farestream.bill'));
  select is_billed into billed from trip_of_next_cycle where trip_id = new.trip_id;
  select * into trip from trips where id = new.trip_id;
  select * into covered from decision_on(trip);
  new.hold := case when billed is not null then coalesce(covered.hold, (
    select hold_of_trip(trip, billed, total_limit, parts_tolerance, clock_tolerance)
    from hold_limits)) end;
  if new.hold is null or covered.decision = new.decision then
    raise exception 'trip % is not held', new.trip_id
      using errcode = 'check_violation', constraint = 'a_decision_is_on_a_held_trip',
        table = 'trip_decision', hint = 'held_trip has the trips that are.';
  end if;
  new.amount := trip.total_amount;
  select coalesce(max(id), 0) into new.history_id from trip_history where trip_id = trip.id;
  select coalesce(max(id), 0) into new.quarantine_id from quarantine
  where rider_email = trip.rider_email and trip_info = trip.trip_info;
  select coalesce(max(id), 0) into new.removal_id from trip_removal
  where rider_email = trip.rider_email and trip_info = trip.trip_info;
  new.decided_at := clock_timestamp() at time zone 'UTC';
  new.database_role := session_user;
  return new;
end
$$;
create or replace trigger a_decision_is_on_a_held_trip before insert on trip_decision
  for each row execute function a_decision_is_on_a_held_trip();

-- The first of them, for an error.
create or replace function some_trips(trips text[]) returns text language sql immutable as $$
  select array_to_string(trips[1:3], ', ')
    || case when cardinality(trips) > 3 then ' and ' || cardinality(trips) - 3 || ' more' else '' end
$$;

-- Between proposal and approval a record may have come that holds a trip of it.
create or replace function no_held_trip_is_approved() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  held text[];
begin
  select array_agg(trip_info || ' (' || hold || ')' order by trips.id) into held
  from billing
    join billing_line on billing_id = billing.id
    join trips on trips.id = trip_id
    cross join lateral hold_on_trip(trips, false, new.total_limit, new.parts_tolerance,
      new.clock_tolerance) as hold
  where billing_cycle = new.cycle and made_by = 'farestream' and hold is not null;
  if held is not null then
    raise exception 'cycle % bills % trip(s) that are held since: %', new.cycle, cardinality(held),
        some_trips(held)
      using errcode = 'check_violation', constraint = 'no_held_trip_is_approved',
        table = 'billing_cycle', hint = 'Release them, or reject the cycle and propose it again.';
  end if;
  return new;
end
$$;
create or replace trigger no_held_trip_is_approved before update on billing_cycle
  for each row when (old.status = 'proposed' and new.status = 'closed')
  execute function no_held_trip_is_approved();

-- A bill by hand takes in no trip that is billed or held. Nor what was settled elsewhere or rejected: the
-- lab's INSERT, run for a day with such trips, adds them up; one that leaves them out is taken.
create or replace function refuse_to_bill_a_trip_twice() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  billed bigint;
  settled bigint;
  rejected bigint;
  others bigint;
  others_total numeric;
  held text[];
begin
  if current_setting('transaction_isolation') not in ('read committed', 'read uncommitted') then
    raise exception 'a bill by hand is made in a READ COMMITTED transaction'
      using errcode = 'feature_not_supported', table = 'billing',
        detail = 'In ' || upper(current_setting('transaction_isolation'))
          || ' it does not see what was billed since the transaction began.';
  end if;
  perform pg_advisory_xact_lock(hashtext('farestream.bill'));
  select count(line.trip_id),
    count(*) filter (where load.settled),
    count(*) filter (where is_rejected),
    count(*) filter (where load.settled is not true and not is_rejected and status = 'Completed'),
    sum(trip.total_amount) filter (
      where load.settled is not true and not is_rejected and status = 'Completed'),
    array_agg(trip_info || ' (' || trip.total_amount || ', ' || hold || ')' order by trip.id)
      filter (where hold is not null and not is_rejected)
  into billed, settled, rejected, others, others_total, held
  from trips as trip
    left join billing_line as line on line.trip_id = trip.id
    left join history_load as load on load.id = trip.history_load
    cross join hold_limits as limits
    cross join lateral (
      select case when trip.history_load is null and status = 'Completed' then hold end as hold
      from hold_on_trip(trip, false, limits.total_limit, limits.parts_tolerance,
        limits.clock_tolerance)) as gate
    cross join lateral (
      select hold is not null and is_rejected(trip.id) as is_rejected) as decided
  where trip.driver_id = new.driver_id
    and trip.dropoff_datetime > new.billing_start
    and trip.dropoff_datetime < new.billing_end;
  if billed > 0 then
    raise exception 'driver % has % trip(s) from % to % that are billed already',
        new.driver_id, billed, new.billing_start, new.billing_end
      using errcode = 'unique_violation', constraint = 'a_trip_is_billed_once',
        table = 'billing_line', hint = 'billing_line has the trips of each bill.';
  end if;
  if held is not null then
    raise exception 'driver % has % trip(s) from % to % that are held: %', new.driver_id,
        cardinality(held), new.billing_start, new.billing_end, some_trips(held)
      using errcode = 'check_violation', constraint = 'a_held_trip_is_not_billed', table = 'billing',
        hint = './farestream trip release or trip reject decides on them; held_trip has them all.';
  end if;
  if settled > 0 and (others, others_total) is distinct from (new.rides_total, new.billing_amount) then
    raise exception 'driver % has % trip(s) from % to % that were settled before they were imported',
        new.driver_id, settled, new.billing_start, new.billing_end
      using errcode = 'check_violation', constraint = 'a_settled_trip_is_never_billed',
        table = 'billing', hint = 'Leave them out: where history_load is null.';
  end if;
  if rejected > 0 and (others, others_total) is distinct from (new.rides_total, new.billing_amount) then
    raise exception 'driver % has % trip(s) from % to % that were rejected', new.driver_id, rejected,
        new.billing_start, new.billing_end
      using errcode = 'check_violation', constraint = 'a_rejected_trip_is_not_billed',
        table = 'billing', hint = 'Leave them out: where not is_rejected(id).';
  end if;
  return new;
end
$$;

-- The lines of a bill by hand: of what its period holds but what was settled elsewhere or rejected.
create or replace function give_lines(hand billing) returns void language sql as $$
  with held as materialized (
    select id, total_amount, sum(total_amount) over (order by id) as running
    from trips
    where status = 'Completed' and driver_id = hand.driver_id
      and dropoff_datetime > hand.billing_start and dropoff_datetime < hand.billing_end
      and not exists (select from history_load as load where load.id = trips.history_load and settled)
      and not (exists (select from trip_decision where trip_id = trips.id) and is_rejected(trips.id))
  )
  insert into billing_line (trip_id, billing_id, amount, drivers_part)
  select id, hand.id, total_amount,
    round(running * hand.commissions, 2) - round((running - total_amount) * hand.commissions, 2)
  from held
  where (select (count(*), sum(total_amount)) from held) = (hand.rides_total, hand.billing_amount)
$$;
