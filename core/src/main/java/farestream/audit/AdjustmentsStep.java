package farestream.audit;

import java.util.List;

/// Checks trips that changed after they were billed: after each cycle that processed such a
/// change, the line and its adjustments must add up to the trip.
final class AdjustmentsStep {

  /// The cycles that processed a change of a billed trip, which is an amendment, a resolved
  /// dispute or a lifted hold. For a row of history or disputes that is the first cycle whose
  /// high-water mark is at or above the row's id. `width_bucket` finds it by binary search; this
  /// works because [CyclesStep] has proved that cycles are contiguous.
  private static final String PROCESSED =
      """
      marks as (
        select min(cycle) as first_cycle, max(cycle) as last_cycle,
          array_agg(history_high_water_mark order by cycle) as history,
          array_agg(disputes_high_water_mark order by cycle) as disputes
        from billing_cycle
      ), processed as materialized (
        select trip_id, line.billing_cycle, cycle
        from (
          select trip_id, first_cycle + width_bucket(id - 1, history) as cycle
          from trip_history cross join marks
          union
          select trip_id, first_cycle + width_bucket(id - 1, disputes)
          from dispute_resolution cross join marks
          union
          select trip_id, cycle + 1 from billing_cycle_left where hold is not null) as since
          join line using (trip_id) cross join marks
        where cycle > line.billing_cycle and cycle <= last_cycle
          and not exists (
            select from billing_cycle_left as held
            where held.cycle = since.cycle and held.trip_id = since.trip_id and hold is not null)
      )
      """;

  private static final String UNEXPLAINED =
      "with "
          + LinesStep.LINE
          + ", "
          + PROCESSED
          + """
          select adjustment.id as sort_key,
            'an adjustment without an amendment or a resolved dispute' as what,
            jsonb_build_object('billing_adjustment', adjustment.id,
              'billing_line', adjustment.trip_id, 'billing', billing_id) as rows,
            1 as number, 'drivers_part' as figure,
            adjustment.drivers_part::text as found, null::text as expected
          from billing_adjustment as adjustment join billing on billing.id = billing_id
          where not exists (
            select from processed
            where processed.trip_id = adjustment.trip_id
              and processed.cycle = billing.billing_cycle)
          """;

  private static final String IN_A_MANUAL_BILL =
      """
      select adjustment.id as sort_key, 'an adjustment belongs to a manual bill' as what,
        jsonb_build_object('billing_adjustment', adjustment.id, 'billing', billing_id) as rows,
        1 as number, 'billing_id' as figure, billing_id::text as found, null::text as expected
      from billing_adjustment as adjustment join billing on billing.id = billing_id
      where made_by = 'manual'
      """;

  private static final String ALL_ZERO =
      """
      select id as sort_key, 'all amounts of an adjustment are zero' as what,
        jsonb_build_object('billing_adjustment', id, 'billing', billing_id) as rows,
        1 as number, 'drivers_part' as figure, drivers_part::text as found, null::text as expected
      from billing_adjustment
      where (amount, drivers_part, taxes, withheld, cash) = (0, 0, 0, 0, 0)
      """;

  /// A cycle processed the version of the trip at its high-water mark or a later one. The billed
  /// amounts must equal one of these versions for the driver of that version, and zero for every
  /// other driver. An adjusted driver's part is rounded on its own; an unadjusted one may be
  /// rounded up or down, as in its bill.
  private static final String EQUAL_THE_TRIP =
      "with "
          + LinesStep.LINE
          + ", "
          + PROCESSED
          + """
          , part as (
            select trip_id, processed.cycle,
              made_by = 'farestream' and processed.cycle = billing.billing_cycle as is_new,
              billing.driver_id, written.amount, written.drivers_part, written.taxes,
              written.withheld, written.cash
            from processed join (
              select trip_id, billing_id, amount, drivers_part, taxes, withheld, cash
              from billing_line
              union all
              select trip_id, billing_id, amount, drivers_part, taxes, withheld, cash
              from billing_adjustment) as written using (trip_id)
              join billing on billing.id = written.billing_id
                and (made_by = 'manual' or billing.billing_cycle <= processed.cycle)
          ), billed as materialized (
            select trip_id, cycle, driver_id, bool_or(is_new) as is_adjusted,
              sum(amount) as amount, sum(drivers_part) as drivers_part, sum(taxes) as taxes,
              sum(withheld) as withheld, sum(cash) as cash
            from part group by trip_id, cycle, driver_id
          ), since as (
            select processed.trip_id, processed.cycle, history.id as until, was as trip
            from processed join billing_cycle on billing_cycle.cycle = processed.cycle
              join trip_history as history on history.trip_id = processed.trip_id
                and history.id > billing_cycle.history_high_water_mark
              cross join lateral jsonb_populate_record(null::trips, history.previous) as was
            union all
            select processed.trip_id, processed.cycle, null, trips
            from processed join trips on trips.id = processed.trip_id
          ), version as materialized (
            select since.trip_id, since.cycle, (trip).driver_id, (trip).total_amount as amount,
              share.*, (trip).status = 'Completed' as is_completed,
              row_number() over (
                partition by since.trip_id, since.cycle order by until nulls last) as number
            from since join line on line.trip_id = since.trip_id
              join billing_cycle on billing_cycle.cycle = since.cycle
              left join dispute_resolution as dispute on dispute.trip_id = since.trip_id
                and dispute.id <= billing_cycle.disputes_high_water_mark
              cross join lateral share_of_trip(trip, line.policy, line.commissions,
                dispute.outcome is not distinct from 'won') as share
          ), driver as (
            select trip_id, cycle, driver_id from billed
            union
            select trip_id, cycle, driver_id from version
          ), compared as (
            select version.trip_id, version.cycle, version.number as version, driver.driver_id,
              coalesce(billed.amount, 0.00) as amount,
              coalesce(billed.drivers_part, 0.00) as drivers_part,
              coalesce(billed.taxes, 0.00) as taxes,
              coalesce(billed.withheld, 0.00) as withheld,
              coalesce(billed.cash, 0.00) as cash,
              coalesce(is_adjusted, false) as is_adjusted,
              case when is_his then version.amount else 0.00 end as due_amount,
              case when is_his then exact_part else 0.00 end as exact_part,
              case when is_his then version.taxes else 0.00 end as due_taxes,
              case when is_his then version.withheld else 0.00 end as due_withheld,
              case when is_his then version.cash else 0.00 end as due_cash
            from version
              join driver on driver.trip_id = version.trip_id and driver.cycle = version.cycle
              left join billed on billed.trip_id = version.trip_id
                and billed.cycle = version.cycle and billed.driver_id = driver.driver_id
              cross join lateral (
                select is_completed and version.driver_id = driver.driver_id as is_his) as his
          ), due as (
            select *, case
                when not is_adjusted and abs(drivers_part - exact_part) <= 0.01
                  then drivers_part
                else round(exact_part, 2) end as due_part
            from compared
          ), judged as (
            select *, bool_and(is_right) over (partition by trip_id, cycle, version) as fits
            from due cross join lateral (
              select (amount, drivers_part, taxes, withheld, cash)
                is not distinct from
                (due_amount, due_part, due_taxes, due_withheld, due_cash) as is_right) as figures
          )
          select trip_id as sort_key,
            'line and adjustments of a changed trip differ from the trip' as what,
            jsonb_build_object('billing_line', trip_id, 'billing_cycle', cycle,
              'drivers', driver_id) as rows, figure.*
          from (
            select *, bool_or(fits) over (partition by trip_id, cycle) as one_fits
            from judged) as judged
          cross join lateral (values
            (1 + cycle * 10, 'amount', amount::text, round(due_amount, 2)::text),
            (2 + cycle * 10, 'taxes', taxes::text, round(due_taxes, 2)::text),
            (3 + cycle * 10, 'withheld', withheld::text, round(due_withheld, 2)::text),
            (4 + cycle * 10, 'cash', cash::text, round(due_cash, 2)::text),
            (5 + cycle * 10, 'drivers_part', drivers_part::text, due_part::text)
          ) as figure (number, figure, found, expected)
          where not one_fits and version = 1 and found is distinct from expected
          """;

  private AdjustmentsStep() {}

  static List<String> checks() {
    return List.of(IN_A_MANUAL_BILL, UNEXPLAINED, ALL_ZERO, EQUAL_THE_TRIP);
  }
}
