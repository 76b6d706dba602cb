package farestream.audit;

import java.util.List;

/// Checks that each line equals its trip as it was when it was billed, under the policy and share
/// of its bill. A manual bill has lines only if it matched the trips of its period, which is open
/// at both ends.
final class LinesStep {

  /// Lines with the terms of their bills and the high-water marks of the bills' cycles. A manual
  /// bill belongs to no cycle and may have been made at any time.
  static final String LINE =
      """
      line as not materialized (
        select line.*, bill.driver_id, bill.policy, bill.commissions,
          coalesce(cycle.cycle, 0) as billing_cycle, bill.billing_end as ends_at,
          case when bill.made_by = 'manual' then bill.billing_start else '-infinity' end
            as starts_after,
          coalesce(cycle.history_high_water_mark, 0) as history_high_water_mark,
          coalesce(cycle.disputes_high_water_mark, 0) as disputes_high_water_mark
        from billing_line as line
          join billing as bill on bill.id = line.billing_id
          left join billing_cycle as cycle
            on cycle.cycle = bill.billing_cycle and bill.made_by = 'farestream'
      )
      """;

  private static final String TWICE =
      """
      select trip_id as sort_key, 'a trip was billed more than once' as what,
        jsonb_build_object('billing_line', trip_id) as rows,
        1 as number, 'lines' as figure, count(*)::text as found, '1' as expected
      from billing_line group by trip_id having count(*) > 1
      """;

  /// Runs before [#SHARE_OF_THE_TRIP]: one extra line would shift the rounding of all lines after
  /// it.
  private static final String RIDES =
      """
      select billing.id as sort_key, 'a bill has a different number of rides and lines' as what,
        jsonb_build_object('billing', billing.id) as rows,
        1 as number, 'rides_total' as figure, rides_total::text as found,
        coalesce(lines, 0)::text as expected
      from billing left join (
        select billing_id, count(*) as lines from billing_line group by billing_id) as counted
        on billing_id = billing.id
      where rides_total <> coalesce(lines, 0) and (made_by = 'farestream' or lines > 0)
      """;

  /// The version of each trip that was billed. If the trip was not amended above the cycle's
  /// high-water mark, that is the current row. Otherwise it is one of the versions since then:
  /// the one that the line matches. Two versions can be confused only if both give the same line.
  private static final String VERSION =
      """
      amended as materialized (
        select distinct line.trip_id
        from line join trip_history as history
          on history.trip_id = line.trip_id and history.id > line.history_high_water_mark
      ), version as not materialized (
        select line.*, trips.driver_id as driven_by, trips.status, trips.dropoff_datetime,
          trips.total_amount as total, share.exact_part, share.taxes as due_taxes,
          share.withheld as due_withheld, share.cash as due_cash
        from line join trips on trips.id = line.trip_id
          left join dispute_resolution as dispute
            on dispute.trip_id = line.trip_id and dispute.id <= line.disputes_high_water_mark
          cross join lateral share_of_trip(trips, line.policy, line.commissions,
            dispute.outcome is not distinct from 'won') as share
        where not exists (select from amended where amended.trip_id = line.trip_id)
        union all (
          select distinct on (line.trip_id) line.*, (trip).driver_id, (trip).status,
            (trip).dropoff_datetime, (trip).total_amount, share.*
          from amended join line using (trip_id)
            cross join lateral (
              select history.id as until, was as trip
              from trip_history as history
                cross join lateral jsonb_populate_record(null::trips, history.previous) as was
              where history.trip_id = line.trip_id and history.id > line.history_high_water_mark
              union all
              select null, trips from trips where trips.id = line.trip_id) as since
            left join dispute_resolution as dispute
              on dispute.trip_id = line.trip_id and dispute.id <= line.disputes_high_water_mark
            cross join lateral share_of_trip(trip, line.policy, line.commissions,
              dispute.outcome is not distinct from 'won') as share
          order by line.trip_id,
            (line.driver_id, 'Completed', line.amount, line.taxes, line.withheld, line.cash)
              is distinct from ((trip).driver_id, (trip).status, (trip).total_amount,
                share.taxes, share.withheld, share.cash)
              or abs(line.drivers_part - share.exact_part) > 0.01
              or (trip).dropoff_datetime >= line.ends_at
              or (trip).dropoff_datetime <= line.starts_after,
            until)
      )
      """;

  /// A bill is rounded once, and its lines are rounded by their running total. If line and trip
  /// differ, the bill shows which of the two was changed: the lines still add up to the bill if
  /// the trip was.
  private static final String SHARE_OF_THE_TRIP =
      "with "
          + LINE
          + ", "
          + VERSION
          + """
          , rounded as (
            select trip_id, billing_id, is_different, drivers_part,
              round(running, 2) - round(running - exact_part, 2) as due_part
            from (
              select trip_id, billing_id, drivers_part, exact_part,
                (driver_id, 'Completed', amount, taxes, withheld, cash) is distinct from
                  (driven_by, status, total, due_taxes, due_withheld, due_cash)
                  or dropoff_datetime >= ends_at or dropoff_datetime <= starts_after
                  as is_different,
                sum(exact_part) over (partition by billing_id order by trip_id) as running
              from version) as added
          ), wrong as materialized (
            select trip_id, billing_id, due_part from rounded
            where is_different or drivers_part is distinct from due_part
          )
          select trip_id as sort_key,
            case when line_stands then 'a billed trip was changed without a recorded amendment'
              else 'a line differs from its trip' end as what,
            jsonb_build_object(
              case when line_stands then 'trips' else 'billing_line' end, trip_id,
              'billing', billing_id) as rows,
            number, figure,
            case when line_stands then of_trip else of_line end as found,
            case when line_stands then of_line else of_trip end as expected
          from wrong join version as line using (trip_id, billing_id)
          cross join lateral (
            select (sum(other.amount), sum(other.drivers_part), sum(other.taxes),
                sum(other.withheld), sum(other.cash))
              is not distinct from (billing_amount, billing.drivers_part, billing.taxes,
                billing.withheld, billing.cash_held) as line_stands
            from billing_line as other join billing on billing.id = other.billing_id
            where billing.id = line.billing_id group by billing.id) as bill
          cross join lateral (values
            (1, 'driver_id', driver_id::text, driven_by::text),
            (2, 'status', 'Completed', status),
            (3, 'dropoff_datetime',
              case when dropoff_datetime >= ends_at then 'before ' || ends_at
                when dropoff_datetime <= starts_after then 'after ' || starts_after
                else dropoff_datetime::text end,
              dropoff_datetime::text),
            (4, 'amount', amount::text, total::text),
            (5, 'taxes', taxes::text, round(due_taxes, 2)::text),
            (6, 'withheld', withheld::text, round(due_withheld, 2)::text),
            (7, 'cash', cash::text, round(due_cash, 2)::text),
            (8, 'drivers_part', line.drivers_part::text, due_part::text)
          ) as figure (number, figure, of_line, of_trip)
          where of_line is distinct from of_trip
          """;

  private LinesStep() {}

  static List<String> checks() {
    return List.of(TWICE, RIDES, SHARE_OF_THE_TRIP);
  }
}
