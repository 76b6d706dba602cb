-- The trips that the next cycle will process and hold.

-- The next cycle processes the trips above the last cycle's high-water marks, the trips that the last cycle left, and
-- the trips that changed since, including billed ones. It skips imported trips. Trips of a proposed cycle count as
-- unbilled.
create or replace view trip_of_next_cycle as
with last as (
  select coalesce(max(cycle), 0) as cycle, coalesce(max(trips_high_water_mark), 0) as trips_high_water_mark,
    coalesce(max(history_high_water_mark), 0) as history_high_water_mark,
    coalesce(max(disputes_high_water_mark), 0) as disputes_high_water_mark
  from closed_cycle
)
select trip_id, is_billed
from (
    select id as trip_id from trips, last where trip_import is null and id > last.trips_high_water_mark
    union
    select trip_id from billing_cycle_left join last using (cycle)
    union
    select trip_id from trip_history, last where trip_history.id > last.history_high_water_mark
    union
    select trip_id from dispute_resolution, last where dispute_resolution.id > last.disputes_high_water_mark
  ) as candidate
  join trips on trips.id = trip_id
  cross join lateral (
    select exists (
      select from billing_line as line join billing on billing.id = line.billing_id
      where line.trip_id = candidate.trip_id and (made_by = 'manual' or exists (
        select from closed_cycle where cycle = billing_cycle))) as is_billed
  ) as billed
where is_billed or is_billable(trips) and not exists (
  select from unitemized_bill as manual
  where manual.driver_id = trips.driver_id
    and is_in_period(trips.dropoff_datetime, manual.billing_start, manual.billing_end));

-- If is_billed is true, the amendment of the trip is held.
create or replace view held_trip as
select trips.id::bigint as trip_id, rider_email, trip_info, driver_id, dropoff_datetime,
  total_amount as amount, hold, is_billed
from trip_of_next_cycle
  join trips on trips.id = trip_id
  cross join hold_limits as limits
  cross join lateral screened_hold(trips, is_billed, limits.total_limit, limits.parts_tolerance,
    limits.clock_tolerance) as hold
where hold is not null and not is_rejected(trips.id);
comment on view held_trip is 'The trips that the next cycle would hold, with the reason.';
