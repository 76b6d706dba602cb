package farestream.life;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.trip.TripKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Reads all that PostgreSQL holds about one trip, in sections of rows. It is a single statement,
/// so the sections are consistent with one another.
///
/// A section is a name and a query whose columns are the JSON keys and the titles of tables. A
/// feature that stores more about a trip adds a section here.
public final class TripLife {
  /// The stream records of the trip by sequence number, and where each is stored.
  public static final String RECORDS = "records";

  /// The row in `trips`.
  public static final String ROW = "row";

  /// @param function the SQL expression that aggregates the query to JSON: an array of its rows,
  ///     or its only row or null
  private record Section(String name, String function, String sql) {
    static Section many(String name, String sql) {
      return new Section(name, "coalesce(json_agg(rows), '[]')", sql);
    }

    static Section one(String name, String sql) {
      return new Section(name, "row_to_json(rows)", sql);
    }

    String asJson() {
      return "'%s', (select %s from (%s) as rows)".formatted(name, function, sql);
    }
  }

  /// The requested trip, its states before each amendment, and the bills that contain it.
  private static final String TRIP =
      """
      with trip as (select * from trips where rider_email = ? and trip_info = ?),
        asked as (select ?::text as rider_email, ?::text as trip_info),
        state as (
          select history.id as step, previous, amended_at,
            lead(previous, 1, to_jsonb(trip)) over later as next,
            lag(amended_at, 1, trip.recorded_at) over later as stored_at
          from trip_history as history join trip on trip.id = trip_id
          window later as (order by history.id)),
        billed as (
          select billing_id from billing_line join trip on trip.id = trip_id
          union
          select billing_id from billing_adjustment join trip on trip.id = trip_id)
      """;

  private static final List<Section> SECTIONS =
      List.of(
          Section.many(
              RECORDS,
              """
              select trim_scale(number)::text as sequence_number, stored_as, stored_at,
                (of_row ->> 'created_at')::timestamp as created_at
              from (
                select sequence_number as number, 'the row as it is' as stored_as,
                  coalesce((select max(amended_at) from state), recorded_at) as stored_at,
                  to_jsonb(trip) as of_row
                from trip
                union all
                select (previous ->> 'sequence_number')::numeric, 'the row until it was amended',
                  stored_at, previous
                from state
                where previous -> 'sequence_number' <> next -> 'sequence_number'
                union all
                select quarantine.sequence_number::numeric, 'quarantine record ' || id,
                  quarantined_at, null
                from quarantine join asked using (rider_email, trip_info)
                union all
                select sequence_number, 'the note of the removal', noted_at, null
                from trip_removal join asked using (rider_email, trip_info)) as rows
              where number > 0
              order by number, stored_at
              """),
          Section.one(
              ROW,
              """
              select id as trip, trip.status, rider_id as rider, rider_name, rider_email,
                driver_id as driver, driver_name, driver_email, vehicle_id, pickup_datetime as pickup_at,
                dropoff_datetime as dropoff_at, trip_distance as miles,
                coalesce(type.name, payment_type::text) as payment_type, fare_amount, extra,
                mta_tax, tip_amount, tolls_amount, ehail_fee, improvement_surcharge,
                congestion_surcharge, airport_fee, cbd_congestion_fee, other_amount, total_amount as total,
                recorded_at
              from trip left join payment_types as type on type.payment_id = payment_type
              """),
          Section.many(
              "amendments",
              """
              select amended_at, field, previous ->> field as before, next ->> field as after
              from state cross join lateral jsonb_object_keys(previous || next) as field
              where previous -> field is distinct from next -> field
                and field not in ('sequence_number', 'created_at')
              order by step, field
              """),
          Section.many(
              "quarantine",
              """
              select id as record, quarantined_at, coalesce(resolution, 'open') as state, reason,
                resolved_at, actor, resolution_reason
              from quarantine join asked using (rider_email, trip_info) order by id
              """),
          Section.one(
              "removal",
              """
              select noted_at as removed_at
              from trip_removal join asked using (rider_email, trip_info)
              """),
          Section.one(
              "held",
              """
              select hold as reason, amount as total, is_billed
              from held_trip where trip_id = (select id from trip)
              """),
          Section.many(
              "decisions",
              """
              select decision, decision.recorded_at as decided_at, actor, decision.reason, amount as total, hold
              from trip_decision as decision join trip on trip.id = trip_id order by decision.id
              """),
          Section.one(
              "import",
              """
              select load.id as load, source, settled, load.recorded_at as loaded_at
              from trip_import as load join trip on trip.trip_import = load.id
              """),
          Section.one(
              "dispute",
              """
              select outcome, resolved_at, actor
              from dispute_resolution join trip on trip.id = trip_id
              """),
          Section.one(
              "line",
              """
              select billing_id as bill, billing_cycle as cycle, billing_status as bill_status,
                made_by, billing.policy, commissions as driver_rate, amount,
                line.drivers_part as driver_share,
                amount - line.drivers_part - line.taxes - line.withheld as platform_share,
                line.taxes, line.withheld, line.cash, billing_date as billed_at
              from billing_line as line join trip on trip.id = trip_id
                join billing on billing.id = billing_id
              """),
          Section.many(
              "corrections",
              """
              select billing_id as bill, billing_cycle as cycle, billing_status as bill_status,
                reason, amount, correction.drivers_part as driver_share, correction.taxes, correction.withheld,
                correction.cash, billing_date as billed_at
              from billing_adjustment as correction join trip on trip.id = trip_id
                join billing on billing.id = billing_id
              order by correction.id
              """),
          Section.many(
              "payments",
              """
              select payment.id as payment, billing_id as bill, payment_amount as amount,
                payment_status as status, status_at as since, status_reason as reason, made_by,
                message_id as batch, end_to_end_id
              from payment join billed using (billing_id)
                left join payment_batch on payment_batch.id = batch_id
              order by payment.id
              """),
          Section.many(
              "bank",
              """
              select event.payment, event.happened_at, event.previous, event.status, event.reason,
                event.actor, message.message_id as bank_message, message.kind
              from payment join billed using (billing_id)
                join payment_event as event on event.payment = payment.id
                left join bank_message as message
                  on message.read_at = event.happened_at and message.actor = event.actor
              order by event.id
              """));

  private static final String QUERY =
      TRIP
          + SECTIONS.stream()
              .map(Section::asJson)
              .collect(joining(", ", "select json_build_object(", ")"));

  private TripLife() {}

  /// Returns the sections by name. A section is an array of rows, or a single row or null.
  public static ObjectNode of(Connection connection, TripKey key) throws SQLException {
    try (var select = connection.prepareStatement(QUERY)) {
      select.setString(1, key.riderEmail());
      select.setString(2, key.tripInfo());
      select.setString(3, key.riderEmail());
      select.setString(4, key.tripInfo());
      try (var row = select.executeQuery()) {
        row.next();
        return (ObjectNode) SqlJson.read(row.getString(1));
      }
    }
  }
}
