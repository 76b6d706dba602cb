package farestream.audit;

import java.util.List;

/// No completed trip is left behind: one that the cycles have passed and that nothing will bring
/// before the next again.
final class TripsStep {

  /// What a later cycle looks at again is not lost: trips that end later, that came later, or
  /// that were amended since. The period of a bill by hand that has no lines is left alone.
  private static final String NEVER_BILLED =
      """
      select trips.id as place, 'a completed trip was passed over and is in no bill' as what,
        jsonb_build_object('trips', trips.id, 'billing_cycle', last.cycle) as rows,
        1 as number, 'billing_line' as figure, null::text as found,
        'a line of ' || total_amount as expected
      from trips cross join (select * from billing_cycle order by cycle desc limit 1) as last
      where trips.status = 'Completed'
        and dropoff_datetime < last.ends_at
        and trips.id <= last.trips_seen_to
        and not exists (select from billing_line where trip_id = trips.id)
        and not exists (
          select from trip_history as history
          where history.trip_id = trips.id and history.id > last.history_seen_to)
        and not exists (
          select from billing as hand
          where hand.made_by = 'hand' and hand.driver_id = trips.driver_id
            and hand.billing_start < trips.dropoff_datetime
            and hand.billing_end > trips.dropoff_datetime
            and not exists (select from billing_line where billing_id = hand.id))
      """;

  /// What was there at the last closing and ended after the cut-off is noted for the next.
  private static final String NOT_NOTED =
      """
      select trips.id as place, 'a completed trip is not among those that the next cycle looks at'
          as what,
        jsonb_build_object('trips', trips.id, 'billing_cycle', last.cycle) as rows,
        1 as number, 'billing_cycle_left' as figure, null::text as found,
        trips.id::text as expected
      from trips cross join (select * from billing_cycle order by cycle desc limit 1) as last
      where trips.status = 'Completed'
        and dropoff_datetime >= last.ends_at
        and trips.id <= last.trips_seen_to
        and not exists (select from billing_line where trip_id = trips.id)
        and not exists (
          select from billing_cycle_left as noted
          where noted.cycle = last.cycle and noted.trip_id = trips.id)
        and not exists (
          select from trip_history as history
          where history.trip_id = trips.id and history.id > last.history_seen_to)
      """;

  private TripsStep() {}

  static List<String> checks() {
    return List.of(NEVER_BILLED, NOT_NOTED);
  }
}
