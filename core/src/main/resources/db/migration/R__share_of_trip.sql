-- The driver's share of a trip, by the policy of the bill.

-- Splits a trip's total. exact_part is the driver's part before rounding; taxes and withheld are further parts, and the
-- rest is the platform's. cash is the amount that the driver collected in cash.
--   lab         The driver gets the share of the whole total, as in the workshop.
--   components  The driver gets all tips and tolls, and the share of fare, extras and any difference between the total
--               and its named parts, but no part of taxes and surcharges. A total that is unpaid (no charge or voided)
--               or in a dispute that isn't won is withheld from driver and platform.
create or replace function share_of_trip(trip trips, policy text, share numeric, dispute_is_won boolean)
returns table (exact_part numeric, taxes numeric, withheld numeric, cash numeric)
language sql immutable as $$
  select
    case
      when policy = 'lab' then trip.total_amount * share
      when is_unpaid then 0
      else trip.tip_amount + trip.tolls_amount
        + (trip.total_amount - levies - trip.tip_amount - trip.tolls_amount) * share
    end,
    case when policy = 'lab' or is_unpaid then 0 else levies end,
    case when policy <> 'lab' and is_unpaid then trip.total_amount else 0 end,
    case when policy <> 'lab' and trip.payment_type = 2 then trip.total_amount else 0 end
  from (
    select
      coalesce(trip.payment_type in (3, 6) or trip.payment_type = 4 and not dispute_is_won, false)
        as is_unpaid,
      trip.mta_tax + trip.improvement_surcharge + trip.ehail_fee + trip.congestion_surcharge
        + trip.airport_fee + trip.cbd_congestion_fee as levies) as of_trip
$$;

-- The lab's INSERT doesn't set the parts, so they are computed by the lab policy.
create or replace function a_manual_bill_is_shared_as_the_lab_does() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
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
create or replace trigger a_manual_bill_is_shared_as_the_lab_does before insert on billing
  for each row when (new.made_by = 'manual')
  execute function a_manual_bill_is_shared_as_the_lab_does();
