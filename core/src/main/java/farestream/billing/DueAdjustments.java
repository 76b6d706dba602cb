package farestream.billing;

import org.jdbi.v3.core.Handle;

/// Stages the adjustments for trips that changed after they were billed in a temporary table. For
/// each driver of such a trip, an adjustment is the difference between the amounts that are due
/// and the amounts billed so far, including previous adjustments. If the trip now has another
/// driver, its amounts are reversed for the previous driver and billed to the new one.
final class DueAdjustments {

  private static final String TABLE =
      """
      create temporary table due_adjustment (
        trip_id bigint, driver_id bigint, amount numeric, drivers_part numeric, taxes numeric,
        withheld numeric, cash numeric, reason text
      ) on commit drop
      """;

  /// A driver's part equal to its exact value rounded up or down needs no adjustment, because
  /// bills are rounded as a whole.
  private static final String STAGE =
      """
      with changed as (
        select trip_id from trip_history where id > :historyFrom and id <= :historyTo
        union
        select trip_id from dispute_resolution where id > :disputesFrom and id <= :disputesTo
        union
        select trip_id from billing_cycle_left where cycle = :cycle - 1
      ), held as (
        insert into billing_cycle_left (cycle, trip_id, amount, hold, is_rejected)
        select :cycle, trips.id, total_amount, hold, is_rejected(trips.id)
        from changed join billing_line using (trip_id) join trips on trips.id = trip_id
          cross join lateral screened_hold(
            trips, true, :totalLimit, :partsTolerance, :clockTolerance) as gate
        where hold is not null
        returning trip_id
      ), line as materialized (
        select billing_line.*, billing.driver_id, billing.policy, billing.commissions
        from changed join billing_line using (trip_id) join billing on billing.id = billing_id
        where trip_id not in (select trip_id from held)
      ), billed as (
        select trip_id, driver_id, sum(amount) as amount, sum(drivers_part) as drivers_part,
          sum(taxes) as taxes, sum(withheld) as withheld, sum(cash) as cash
        from (
          select trip_id, driver_id, amount, drivers_part, taxes, withheld, cash from line
          union all
          select adjustment.trip_id, billing.driver_id, adjustment.amount, adjustment.drivers_part,
            adjustment.taxes, adjustment.withheld, adjustment.cash
          from line join billing_adjustment as adjustment using (trip_id)
            join billing on billing.id = adjustment.billing_id
        ) as so_far
        group by trip_id, driver_id
      ), wanted as (
        select line.trip_id, trips.driver_id, trips.total_amount as amount, share.*
        from line join trips on trips.id = line.trip_id
          left join dispute_resolution as dispute on dispute.trip_id = line.trip_id
          cross join lateral share_of_trip(
            trips, line.policy, line.commissions, dispute.outcome is not distinct from 'won')
            as share
        where trips.status = 'Completed'
      ), difference as (
        select trip_id, driver_id,
          coalesce(wanted.amount, 0) - coalesce(billed.amount, 0) as amount,
          coalesce(wanted.exact_part, 0) as exact_part,
          coalesce(billed.drivers_part, 0) as billed_part,
          coalesce(wanted.taxes, 0) - coalesce(billed.taxes, 0) as taxes,
          coalesce(wanted.withheld, 0) - coalesce(billed.withheld, 0) as withheld,
          coalesce(wanted.cash, 0) - coalesce(billed.cash, 0) as cash,
          case
            when wanted.trip_id is null
              then case when exists (
                  select from trips where id = billed.trip_id and status = 'Completed')
                then 'another driver''s' else 'voided' end
            when billed.trip_id is null then 'another driver''s'
            else coalesce('dispute ' || (
                select outcome from dispute_resolution
                where trip_id = wanted.trip_id and id > :disputesFrom and id <= :disputesTo),
              'amended')
          end as reason
        from billed full join wanted using (trip_id, driver_id)
      )
      insert into due_adjustment
      select trip_id, driver_id, amount, round(exact_part, 2) - billed_part, taxes, withheld, cash,
        reason
      from difference
      where (amount, taxes, withheld, cash) <> (0, 0, 0, 0)
        or billed_part not between floor(exact_part * 100) / 100 and ceil(exact_part * 100) / 100
      """;

  private DueAdjustments() {}

  /// Fills the table. Held trips are left to the next cycle.
  ///
  /// @param from the high-water marks of the previous cycle
  /// @param to the high-water marks of this cycle
  /// @param cycle the number of the cycle that is being closed
  /// @return whether there are adjustments
  static boolean stage(
      Handle handle, HighWaterMarks from, HighWaterMarks to, int cycle, HoldLimits limits) {
    handle.execute(TABLE);
    var staged =
        MoneyGate.bind(handle.createUpdate(STAGE), limits)
            .bind("cycle", cycle)
            .bind("historyFrom", from.history())
            .bind("historyTo", to.history())
            .bind("disputesFrom", from.disputes())
            .bind("disputesTo", to.disputes())
            .execute();
    handle.execute("analyze due_adjustment");
    return staged > 0;
  }
}
