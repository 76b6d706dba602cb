package farestream.audit;

import java.util.List;

/// No completed trip is left behind: one that the cycles have passed and that nothing will bring
/// before the next again.
final class TripsStep {

  /// What a later cycle looks at again is not lost: trips that end later, that came later, that
  /// were held, or amended since. The period of a bill by hand that has no lines is left alone.
  private static final String NEVER_BILLED =
      """
      select trips.id as place, 'a completed trip is in no bill' as what,
        jsonb_build_object('trips', trips.id, 'billing_cycle', last.cycle) as rows,
        1 as number, 'billing_line' as figure, null::text as found,
        'a line of ' || total_amount as expected
      from trips cross join (select * from billing_cycle order by cycle desc limit 1) as last
      where is_billable(trips)
        and dropoff_datetime < last.ends_at
        and trips.id <= last.trips_high_water_mark
        and not exists (select from billing_line where trip_id = trips.id)
        and not exists (
          select from billing_cycle_left as held
          where held.cycle = last.cycle and held.trip_id = trips.id and hold is not null)
        and not exists (
          select from trip_history as history
          where history.trip_id = trips.id and history.id > last.history_high_water_mark)
        and not exists (
          select from unitemized_bill as hand
          where hand.driver_id = trips.driver_id
            and is_in_period(trips.dropoff_datetime, hand.billing_start, hand.billing_end))
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
      where is_billable(trips)
        and dropoff_datetime >= last.ends_at
        and trips.id <= last.trips_high_water_mark
        and not exists (select from billing_line where trip_id = trips.id)
        and not exists (
          select from billing_cycle_left as noted
          where noted.cycle = last.cycle and noted.trip_id = trips.id)
        and not exists (
          select from trip_history as history
          where history.trip_id = trips.id and history.id > last.history_high_water_mark)
      """;

  /// What came in bulk is marked as what its load says, and nothing else is: a mark keeps a trip
  /// from being billed. Whose drivers weren't paid elsewhere have their bills by hand.
  private static final String MARKED =
      """
      with loaded as (
        select id as load, settled, unnest(trip_ids) as trip from trip_import
      ), marked as (
        select trip_import as load, id as trip from trips where trip_import is not null
      )
      select trip as place, figure.what, figure.rows, 1 as number, figure.figure, figure.found,
        figure.expected
      from loaded full join marked using (load, trip)
        left join billing_line as line on line.trip_id = trip
        cross join lateral (values
          (loaded.trip is null, 'a trip is marked as of a load that has not brought it',
            jsonb_build_object('trips', trip, 'trip_import', load), 'trip_import', load::text,
            null),
          (marked.trip is null, 'a trip of a load is not marked as such',
            jsonb_build_object('trips', trip, 'trip_import', load), 'trip_import', (
              select trips.trip_import::text from trips where id = trip), load::text),
          (not loaded.settled and line.trip_id is null, 'a trip of a load is in no bill',
            jsonb_build_object('trips', trip, 'trip_import', load), 'billing_line', null,
            'a line'),
          (loaded.settled and line.trip_id is not null,
            'a trip that was settled before it came is in a bill',
            jsonb_build_object('trips', trip, 'trip_import', load), 'billing_line',
            line.billing_id::text, null)
        ) as figure (is_found, what, rows, figure, found, expected)
      where figure.is_found
        -- Before anything is made of the rows, of which hardly one is wrong.
        and (loaded.trip is null or marked.trip is null
          or loaded.settled = (line.trip_id is not null))
      """;

  /// As they were when they came.
  private static final String OF_A_LOAD =
      """
      with loaded as (
        select id as load, unnest(trip_ids) as trip from trip_import
      ), former as (
        select distinct on (trip_id) trip_id, was.total_amount as total
        from trip_history cross join lateral jsonb_populate_record(null::trips, former) as was
        where trip_id in (select trip from loaded)
        order by trip_id, trip_history.id
      ), held as (
        select load, sum(coalesce(former.total, trips.total_amount)) as total
        from loaded join trips on trips.id = trip left join former on trip_id = trip
        group by load
      )
      select load.id as place, 'a load is not what its trips came to' as what,
        jsonb_build_object('trip_import', load.id) as rows, 1 as number, 'total' as figure,
        load.total::text as found, coalesce(held.total, 0.00)::text as expected
      from trip_import as load left join held on held.load = load.id
      where load.total <> coalesce(held.total, 0.00)
      """;

  private TripsStep() {}

  static List<String> checks() {
    return List.of(NEVER_BILLED, NOT_NOTED, MARKED, OF_A_LOAD);
  }
}
