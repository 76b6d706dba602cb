-- The reversals of trips, also called voids: the money gate holds a negative total that reverses no other trip.

-- Returns whether a trip's total is negative and the trip isn't the reversal of another one: a trip of the same driver
-- with the same times and payment type and the opposite total. A second reversal of one trip counts as unmatched.
--
-- Planning this for each trip would take longer than running it, so it uses a generic plan.
create or replace function reverses_no_trip(
  trip trips, total_limit numeric, parts_tolerance numeric, clock_tolerance bigint
) returns boolean language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return trip.total_amount < 0 and (
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
        and reversal.id <= trip.id);
end
$$;
