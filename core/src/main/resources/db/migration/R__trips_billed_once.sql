-- Ensures that a trip is billed only once, also if manual bills are used. The lab's billing INSERT writes no lines, so
-- triggers insert them here.

-- Rejects a manual bill if its period has a trip that is billed or held. Trips that were settled elsewhere or rejected
-- must be excluded; the lab's INSERT doesn't exclude them, so it is rejected for such a period.
--
-- It waits for closings, so that the one that waits sees what the other has committed.
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
    left join trip_import as load on load.id = trip.trip_import
    cross join hold_limits as limits
    cross join lateral (
      select case when is_billable(trip) then hold end as hold
      from screened_hold(trip, false, limits.total_limit, limits.parts_tolerance,
        limits.clock_tolerance)) as gate
    cross join lateral (
      select hold is not null and is_rejected(trip.id) as is_rejected) as decided
  where trip.driver_id = new.driver_id
    and is_in_period(trip.dropoff_datetime, new.billing_start, new.billing_end);
  if billed > 0 then
    raise exception 'driver % has % trip(s) from % to % that are already billed',
        new.driver_id, billed, new.billing_start, new.billing_end
      using errcode = 'unique_violation', constraint = 'a_trip_is_billed_once',
        table = 'billing_line', hint = 'The table billing_line lists the trips of each bill.';
  end if;
  if held is not null then
    raise exception 'driver % has % trip(s) from % to % that are held: %', new.driver_id,
        cardinality(held), new.billing_start, new.billing_end, some_trips(held)
      using errcode = 'check_violation', constraint = 'a_held_trip_is_not_billed', table = 'billing',
        hint = 'Decide on them with ./farestream trip release or trip reject; the view held_trip lists them.';
  end if;
  if settled > 0 and (others, others_total) is distinct from (new.rides_total, new.billing_amount) then
    raise exception 'driver % has % trip(s) from % to % that were settled before they were imported',
        new.driver_id, settled, new.billing_start, new.billing_end
      using errcode = 'check_violation', constraint = 'a_settled_trip_is_never_billed',
        table = 'billing', hint = 'Exclude them: where trip_import is null.';
  end if;
  if rejected > 0 and (others, others_total) is distinct from (new.rides_total, new.billing_amount) then
    raise exception 'driver % has % trip(s) from % to % that were rejected', new.driver_id, rejected,
        new.billing_start, new.billing_end
      using errcode = 'check_violation', constraint = 'a_rejected_trip_is_not_billed',
        table = 'billing', hint = 'Exclude them: where not is_rejected(id).';
  end if;
  return new;
end
$$;
create or replace trigger a_trip_is_billed_once before insert on billing
  for each row when (new.made_by = 'manual') execute function refuse_to_bill_a_trip_twice();

-- Inserts the lines of a manual bill if it equals the trips of its period, which is open at both ends, without those
-- that were settled elsewhere or rejected. The lines ensure that these trips are billed once, and that the next cycle
-- bills trips that arrive later and corrects trips that change. If the bill differs from the trips, it gets no lines:
-- cycles don't bill the trips of its period, and `bill` reports it.
create or replace function give_lines(manual billing) returns void language sql as $$
  with held as materialized (
    select id, total_amount, sum(total_amount) over (order by id) as running
    from trips
    where status = 'Completed' and driver_id = manual.driver_id
      and is_in_period(dropoff_datetime, manual.billing_start, manual.billing_end)
      and not exists (select from trip_import as load where load.id = trips.trip_import and settled)
      and not (exists (select from trip_decision where trip_id = trips.id) and is_rejected(trips.id))
  )
  insert into billing_line (trip_id, billing_id, amount, drivers_part)
  select id, manual.id, total_amount,
    round(running * manual.commissions, 2) - round((running - total_amount) * manual.commissions, 2)
  from held
  where (select (count(*), sum(total_amount)) from held) = (manual.rides_total, manual.billing_amount)
$$;

create or replace function a_manual_bill_gets_its_lines() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform give_lines(new);
  if not exists (select from billing_line where billing_id = new.id) then
    insert into billing_without_lines values (new.id);
  end if;
  return null;
end
$$;
create or replace trigger a_manual_bill_gets_its_lines after insert on billing
  for each row when (new.made_by = 'manual') execute function a_manual_bill_gets_its_lines();
