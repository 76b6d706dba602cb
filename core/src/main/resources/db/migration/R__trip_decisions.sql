-- Decisions on held trips, which are released or rejected.

-- A decision requires a trip that is held, or that has another decision and is not billed yet. The trigger sets the
-- version that the decision covers. A lock serializes decisions with closings.
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
        table = 'trip_decision', hint = 'The view held_trip lists the held trips.';
  end if;
  new.amount := trip.total_amount;
  select coalesce(max(id), 0) into new.history_id from trip_history where trip_id = trip.id;
  select coalesce(max(id), 0) into new.quarantine_id from quarantine
  where rider_email = trip.rider_email and trip_info = trip.trip_info;
  select coalesce(max(id), 0) into new.removal_id from trip_removal
  where rider_email = trip.rider_email and trip_info = trip.trip_info;
  new.recorded_at := clock_timestamp() at time zone 'UTC';
  return new;
end
$$;
create or replace trigger a_decision_is_on_a_held_trip before insert on trip_decision
  for each row execute function a_decision_is_on_a_held_trip();

-- Formats a list of trips for an error message, naming the first three.
create or replace function some_trips(trips text[]) returns text language sql immutable as $$
  select array_to_string(trips[1:3], ', ')
    || case when cardinality(trips) > 3 then ' and ' || cardinality(trips) - 3 || ' more' else '' end
$$;

-- A record that arrived between proposal and approval may hold a trip of the cycle.
create or replace function no_held_trip_is_approved() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  held text[];
begin
  select array_agg(trip_info || ' (' || hold || ')' order by trips.id) into held
  from billing
    join billing_line on billing_id = billing.id
    join trips on trips.id = trip_id
    cross join lateral screened_hold(trips, false, new.total_limit, new.parts_tolerance,
      new.clock_tolerance) as hold
  where billing_cycle = new.cycle and made_by = 'farestream' and hold is not null;
  if held is not null then
    raise exception 'cycle % bills % trip(s) that are now held: %', new.cycle, cardinality(held),
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
