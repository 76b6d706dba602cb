package farestream.audit;

import java.util.List;

/// Checks that no held trip was billed. A cycle stores its high-water marks of quarantine records,
/// removals and decisions; the time of a manual bill is that of its seal.
final class HoldsStep {

  /// The limits under which a manual bill was made are unknown. The largest limits of any cycle,
  /// or the defaults if those are larger, are an upper bound.
  private static final String WRITTEN =
      """
      written as not materialized (
        select line.trip_id, line.billing_id, line.amount, is_line, bill.driver_id, bill.made_by,
          cycle.quarantine_high_water_mark, cycle.removals_high_water_mark, cycle.history_high_water_mark,
          cycle.processed_at,
          coalesce(cycle.decisions_high_water_mark, 9223372036854775807) as decisions_high_water_mark,
          coalesce(cycle.total_limit, most.total) as total_limit,
          coalesce(cycle.parts_tolerance, most.parts) as parts_tolerance,
          coalesce(cycle.clock_tolerance, most.clock) as clock_tolerance
        from (
            select trip_id, billing_id, amount, true as is_line from billing_line
            union all
            select trip_id, billing_id, amount, false from billing_adjustment) as line
          join billing as bill on bill.id = line.billing_id
          left join billing_cycle as cycle
            on cycle.cycle = bill.billing_cycle and bill.made_by = 'farestream'
          cross join (
            select greatest(max(total_limit), 1000) as total,
              greatest(max(parts_tolerance), 200) as parts,
              greatest(max(clock_tolerance), 15) as clock
            from billing_cycle) as most
      )
      """;

  private static final String MADE_AT =
      """
      coalesce(processed_at, (
        select min(posted_at) from journal_posting join journal_seal on posting_id = id
        where subject = 'rows of billing' and keys @> array[billing_id::text]))
      """;

  /// Returns a condition that is false if the last decision before the bill released the trip in
  /// the version of that time. Of a manual bill only the beginning of its transaction is known, in
  /// which the trip may have been released, so any release counts.
  private static String notReleased(String covers) {
    return """
    not exists (
      select from (
        select * from trip_decision as decision
        where decision.trip_id = written.trip_id and decision.id <= decisions_high_water_mark
          and (made_by <> 'manual' or decision.decision = 'released')
        order by decision.id desc limit 1) as last
      where last.decision = 'released' and %s and not exists (
        select from trip_history as history
        where history.trip_id = written.trip_id and history.id > last.history_id
          and history.id <= history_high_water_mark))
    """
        .formatted(covers);
  }

  private static String found(String by, String id, String from) {
    return "with "
        + WRITTEN
        + """
        select written.trip_id as sort_key, 'a held trip was billed' as what,
          jsonb_strip_nulls(jsonb_build_object(
            'trips', written.trip_id, 'billing', billing_id, '%s', %s)) as rows,
          1 as number, 'hold' as figure, 'billed' as found, 'held' as expected
        """
            .formatted(by, id)
        + from;
  }

  private static final String QUARANTINED =
      found(
          "quarantine",
          "record.id",
          """
          from quarantine as record
            join trips using (rider_email, trip_info)
            join written on written.trip_id = trips.id
          where (is_line and trip_import is null or not is_line)
            and case made_by when 'manual' then record.quarantined_at < %1$s
              else record.id <= quarantine_high_water_mark end
            and (record.resolved_at is null or record.resolved_at > %1$s)
            and %2$s
          """
              .formatted(MADE_AT, notReleased("last.quarantine_id >= record.id")));

  private static final String REMOVED =
      found(
          "trip_removal",
          "removal.id",
          """
          from trip_removal as removal
            join trips using (rider_email, trip_info)
            join written on written.trip_id = trips.id
          where is_line and trip_import is null
            and removal.sequence_number > trips.sequence_number
            and case made_by when 'manual' then removal.noted_at < %s
              else removal.id <= removals_high_water_mark end
            and %s
          """
              .formatted(MADE_AT, notReleased("last.removal_id >= removal.id")));

  private static final String REJECTED =
      found(
          "trip_decision",
          "last.id",
          """
          from written join trips on trips.id = written.trip_id
            cross join lateral (
              select * from trip_decision as decision
              where decision.trip_id = written.trip_id and decision.id <= decisions_high_water_mark
                and (made_by <> 'manual' or decision.recorded_at < %s)
              order by decision.id desc limit 1) as last
          where written.trip_id in (
              select trip_id from trip_decision where decision = 'rejected')
            and last.decision = 'rejected'
          """
              .formatted(MADE_AT));

  /// If the trip was amended after it was billed, only the limit on the total can be checked, from
  /// the amount of the line.
  private static final String IMPLAUSIBLE =
      found(
          "billing_line",
          "written.trip_id",
          """
          from (
            with implausible as materialized (
              select written.* from written join trips on trips.id = written.trip_id
              where is_line and trip_import is null
                and (abs(written.amount) > total_limit
                  or implausible(trips, total_limit, parts_tolerance, clock_tolerance) is not null
                    and not exists (
                      select from trip_history as history
                      where history.trip_id = written.trip_id
                        and history.id > coalesce(history_high_water_mark, 0)))
            )
            select * from implausible) as written
          where %s
          """
              .formatted(notReleased("true")));

  /// A reversal was allowed if another trip of the driver had the opposite total then. That trip
  /// may have been billed to another driver or with another total before, or amended since; a
  /// version from before the cycle doesn't count.
  private static final String UNMATCHED =
      found(
          "billing_line",
          "written.trip_id",
          """
          from written join trips on trips.id = written.trip_id
          where is_line and trip_import is null and written.amount < 0
            and not exists (
              select from billing_line as line join billing on billing.id = line.billing_id
              where billing.driver_id = written.driver_id and line.amount = -written.amount)
            and not exists (
              select from trips as original
              where original.driver_id = written.driver_id
                and original.total_amount = -written.amount
                and exists (select from billing_line where trip_id = original.id))
            and not exists (
              select from trip_history as original
              where (original.previous ->> 'driver_id')::bigint = written.driver_id
                and (original.previous ->> 'total_amount')::numeric = -written.amount
                and original.trip_id <> written.trip_id
                and original.id > coalesce(history_high_water_mark, 0))
            and %s
          """
              .formatted(notReleased("true")));

  private HoldsStep() {}

  static List<String> checks() {
    return List.of(QUARANTINED, REMOVED, REJECTED, IMPLAUSIBLE, UNMATCHED);
  }
}
