package farestream.audit;

import java.util.List;

/// Checks that no completed trip is lost: every trip below the last cycle's high-water mark is
/// either billed or will be considered by the next cycle. Also checks imported trips.
final class TripsStep {

  /// Excludes what a later cycle considers: trips that end later, arrived later, are held or were
  /// amended since. Also excludes the period of a manual bill without lines, which is never
  /// billed.
  private static final String NEVER_BILLED =
      """
      select trips.id as sort_key, 'a completed trip is in no bill' as what,
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
          select from unitemized_bill as manual
          where manual.driver_id = trips.driver_id
            and is_in_period(trips.dropoff_datetime, manual.billing_start, manual.billing_end))
      """;

  /// Trips that existed at the last closing and ended after its cut-off must be listed for the
  /// next cycle.
  private static final String NOT_LISTED =
      """
      select trips.id as sort_key, 'the next cycle will not consider a completed trip' as what,
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

  /// Exactly the trips that an import lists are marked with it, since a mark keeps a trip out of
  /// cycles. Imported trips whose drivers were not paid elsewhere must have manual bills.
  private static final String MARKED =
      """
      with imported as (
        select id as import_id, settled, unnest(trip_ids) as trip from trip_import
      ), marked as (
        select trip_import as import_id, id as trip from trips where trip_import is not null
      )
      select trip as sort_key, figure.what, figure.rows, 1 as number, figure.figure, figure.found,
        figure.expected
      from imported full join marked using (import_id, trip)
        left join billing_line as line on line.trip_id = trip
        cross join lateral (values
          (imported.trip is null, 'a trip is marked with an import that does not list it',
            jsonb_build_object('trips', trip, 'trip_import', import_id), 'trip_import', import_id::text,
            null),
          (marked.trip is null, 'an imported trip is not marked with its import',
            jsonb_build_object('trips', trip, 'trip_import', import_id), 'trip_import', (
              select trips.trip_import::text from trips where id = trip), import_id::text),
          (not imported.settled and line.trip_id is null, 'an imported trip is in no bill',
            jsonb_build_object('trips', trip, 'trip_import', import_id), 'billing_line', null,
            'a line'),
          (imported.settled and line.trip_id is not null,
            'an imported trip that was settled before is in a bill',
            jsonb_build_object('trips', trip, 'trip_import', import_id), 'billing_line',
            line.billing_id::text, null)
        ) as figure (is_found, what, rows, figure, found, expected)
      where figure.is_found
        -- Repeats the conditions above to skip building JSON for the rows that are right.
        and (imported.trip is null or marked.trip is null
          or imported.settled = (line.trip_id is not null))
      """;

  /// Compares the total of an import with its trips in the version that was imported.
  private static final String OF_AN_IMPORT =
      """
      with imported as (
        select id as import_id, unnest(trip_ids) as trip from trip_import
      ), previous as (
        select distinct on (trip_id) trip_id, was.total_amount as total
        from trip_history cross join lateral jsonb_populate_record(null::trips, previous) as was
        where trip_id in (select trip from imported)
        order by trip_id, trip_history.id
      ), held as (
        select import_id, sum(coalesce(previous.total, trips.total_amount)) as total
        from imported join trips on trips.id = trip left join previous on trip_id = trip
        group by import_id
      )
      select trip_import.id as sort_key, 'an import differs from its trips' as what,
        jsonb_build_object('trip_import', trip_import.id) as rows, 1 as number, 'total' as figure,
        trip_import.total::text as found, coalesce(held.total, 0.00)::text as expected
      from trip_import left join held on held.import_id = trip_import.id
      where trip_import.total <> coalesce(held.total, 0.00)
      """;

  private TripsStep() {}

  static List<String> checks() {
    return List.of(NEVER_BILLED, NOT_LISTED, MARKED, OF_AN_IMPORT);
  }
}
