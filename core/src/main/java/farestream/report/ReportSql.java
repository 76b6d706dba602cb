package farestream.report;

import farestream.tariff.Point;
import farestream.tariff.Zone;

/// The queries for reports. The trips are read once and aggregated by five grouping sets.
final class ReportSql {
  /// Selects the trips of a cycle in the version that was billed. For the few trips that were
  /// amended above the cycle's high-water mark, that is the first replaced version with the line's
  /// total.
  static final String OF_CYCLE =
      """
      with as_billed as (
        select distinct on (trip_id) trip_id, amount, previous
        from trip_history join billing_line using (trip_id)
          join billing on billing.id = billing_id
        where billing_cycle = :cycle and made_by = 'farestream'
          and trip_history.id > :historyHighWaterMark
          and (previous ->> 'total_amount')::numeric = amount
        order by trip_id, trip_history.id
      ), trip as (
        select trips.id, amount, total_amount, tip_amount, tolls_amount, payment_type,
          pickup_datetime, dropoff_datetime, trips.recorded_at,
          pickup_location_id, pickup_longitude, pickup_latitude
        from billing join billing_line on billing_id = billing.id
          join trips on trips.id = trip_id
        where billing_cycle = :cycle and made_by = 'farestream'
          and not exists (select from as_billed where as_billed.trip_id = trips.id)
        union all
        select trip_id, amount, total_amount, tip_amount, tolls_amount, payment_type,
          pickup_datetime, dropoff_datetime, recorded_at,
          pickup_location_id, pickup_longitude, pickup_latitude
        from as_billed cross join lateral jsonb_populate_record(null::trips, previous)
      )
      """;

  /// Selects the trips of a day by their drop-off, as bills do.
  static final String OF_DAY =
      """
      with trip as (
        select total_amount as amount, * from trips
        where dropoff_datetime >= :starts and dropoff_datetime < :ends and status = 'Completed'
      )
      """;

  /// Values of the column `area` of [#COUNTED] that aren't zone numbers. At a point: only the
  /// coordinates are known.
  static final int AT_A_POINT = 0;

  static final int OUTSIDE = -1;
  static final int UNKNOWN = -2;

  /// The rectangle that contains the city, in degrees, and its cells, which are about 100 m wide.
  /// No point outside the rectangle is in a zone.
  static final double WEST = -74.3;

  static final double EAST = -73.65;
  static final double SOUTH = 40.45;
  static final double NORTH = 40.96;
  static final int CELLS_PER_DEGREE = 1_000;
  private static final double HALF = 0.5;

  /// The larger rectangle around the city that reports show, in degrees, and its cells, which are
  /// about three miles wide. It contains the lab's random coordinates.
  static final double FAR_WEST = -75;

  static final double FAR_EAST = -72.5;
  static final double FAR_SOUTH = 39.8;
  static final double FAR_NORTH = 41.6;
  static final int FAR_CELLS_PER_DEGREE = 20;

  /// Values of `grouping(…)` in the column `counted`. A bit is set if the row isn't grouped by the
  /// corresponding column.
  static final int BY_QUARTER = 0b0111;

  static final int BY_PAYMENT = 0b1011;
  static final int BY_AREA = 0b1101;
  static final int BY_LATENCY = 0b1110;
  static final int TOTAL = 0b1111;

  /// Aggregates the trips; follows [#OF_CYCLE] or [#OF_DAY]. Groups by quarters of an hour in UTC,
  /// since the offset of every time zone is a multiple of them. Java adds them up to local hours,
  /// so the rules of time zones are applied in Java only.
  static final String COUNTED =
      """
      , located as (
        select *,
          case
            when pickup_location_id between 1 and %1$d then pickup_location_id::integer
            when pickup_location_id = %2$d then %3$d
            when pickup_longitude between %5$s and %6$s and pickup_latitude between %7$s and %8$s
              then %9$d
            when pickup_longitude is not null and pickup_latitude is not null then %3$d
            else %4$d
          end as area
        from trip left join trip_followed on trip_followed.trip_id = trip.id
      ), keyed as (
        select amount, total_amount, tip_amount, tolls_amount, payment_type, area,
          date_bin('15 minutes', pickup_datetime, timestamp '2000-01-01') as quarter,
          case
            when area = %9$d then floor((pickup_longitude - %5$s) * %10$d)
            when is_around then floor((pickup_longitude - %12$s) * %16$d)
          end::integer as x,
          case
            when area = %9$d then floor((pickup_latitude - %7$s) * %10$d)
            when is_around then floor((pickup_latitude - %14$s) * %16$d)
          end::integer as y,
          completed_at is not null as followed,
          -- Both are rounded up. The two clocks of a tracked trip may differ slightly.
          greatest(0, least(%11$d + 1,
            case
              when completed_at is not null
                then 10 + 10 * greatest(0, floor(100 * date_part('epoch', recorded_at - completed_at)))
              else 1000 + 1000 * floor(date_part('epoch', recorded_at - dropoff_datetime))
            end))::integer as millis
        from located cross join lateral (
          select area = %3$d and pickup_longitude between %12$s and %13$s
            and pickup_latitude between %14$s and %15$s as is_around) as outside
      )
      select grouping(quarter, payment_type, area, millis) as counted,
        quarter, payment_type, area, x, y, followed, millis, count(*) as trips,
        coalesce(sum(amount), 0) as fares,
        coalesce(sum(tip_amount) filter (where total_amount = amount), 0) as tips,
        coalesce(sum(tolls_amount) filter (where total_amount = amount), 0) as tolls,
        count(*) filter (where total_amount <> amount) as trips_without_parts,
        coalesce(sum(amount) filter (where total_amount <> amount), 0) as fares_without_parts
      from keyed
      group by grouping sets ((quarter), (payment_type), (area, x, y), (followed, millis), ())
      """
          .formatted(
              // Zone.UNKNOWN and the numbers above it aren't zones.
              Zone.UNKNOWN - 1,
              Zone.OUTSIDE,
              OUTSIDE,
              UNKNOWN,
              WEST,
              EAST,
              SOUTH,
              NORTH,
              AT_A_POINT,
              CELLS_PER_DEGREE,
              Latency.MILLIS_PER_DAY,
              FAR_WEST,
              FAR_EAST,
              FAR_SOUTH,
              FAR_NORTH,
              FAR_CELLS_PER_DEGREE);

  static final String PAYMENT_TYPES = "select payment_id, name from payment_types";

  static final String ABOUT_CYCLE =
      """
      select
        (select count(*) from billing
         where billing_cycle = :cycle and made_by = 'farestream' and rides_total = 0)
          as without_trips,
        corrected.trips as corrected, corrected.fares as corrected_fares,
        later.trips as later, later.fares as later_fares,
        manual.trips as manual, manual.fares as manual_fares
      from (
        select count(*) as trips, coalesce(sum(amount), 0) as fares
        from billing_adjustment join billing on billing.id = billing_id
        where billing_cycle = :cycle and made_by = 'farestream') as corrected
      cross join (
        select count(*) as trips, coalesce(sum(correction.amount), 0) as fares
        from billing_adjustment as correction join billing_line as line using (trip_id)
          join billing on billing.id = line.billing_id
        where billing_cycle = :cycle and made_by = 'farestream') as later
      cross join (
        select coalesce(sum(rides_total), 0)::bigint as trips,
          coalesce(sum(billing_amount), 0) as fares
        from billing where billing_cycle = :cycle and made_by = 'manual') as manual
      """;

  static final String ABOUT_DAY =
      """
      select count(distinct driver_id) filter (where status = 'Completed') as drivers,
        count(line.trip_id) filter (where status = 'Completed') as billed,
        coalesce(sum(line.amount) filter (where status = 'Completed'), 0) as billed_fares,
        count(*) filter (where is_settled) as settled,
        coalesce(sum(total_amount) filter (where is_settled), 0) as settled_fares,
        count(*) filter (where status <> 'Completed') as not_completed,
        (select count(*) from quarantine where is_open(quarantine)) as in_quarantine
      from trips left join billing_line as line on line.trip_id = trips.id
        left join trip_import as import on import.id = trips.trip_import
        cross join lateral (
          select settled and line.trip_id is null and status = 'Completed' as is_settled) as elsewhere
      where dropoff_datetime >= :starts and dropoff_datetime < :ends
      """;

  private ReportSql() {}

  /// Returns the centre of a cell in the city.
  static Point centre(int x, int y) {
    return centre(WEST, SOUTH, CELLS_PER_DEGREE, x, y);
  }

  /// Returns the centre of a cell around the city.
  static Point farCentre(int x, int y) {
    return centre(FAR_WEST, FAR_SOUTH, FAR_CELLS_PER_DEGREE, x, y);
  }

  /// Returns the centre of the cell around the city that contains a point.
  static Point cellCentre(Point point) {
    return farCentre(
        (int) Math.floor((point.longitude() - FAR_WEST) * FAR_CELLS_PER_DEGREE),
        (int) Math.floor((point.latitude() - FAR_SOUTH) * FAR_CELLS_PER_DEGREE));
  }

  private static Point centre(double west, double south, int perDegree, int x, int y) {
    return new Point(west + (x + HALF) / perDegree, south + (y + HALF) / perDegree);
  }
}
