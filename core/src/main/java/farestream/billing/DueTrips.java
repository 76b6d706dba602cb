package farestream.billing;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The trips that a cycle bills, put into a temporary table by one statement, and so as of one
/// moment. Its size and its statistics are then known, which a plan for millions needs.
final class DueTrips {

  private static final String TABLE =
      """
      create temporary table due_trip (
        trip_id integer, driver_id bigint, dropoff_datetime timestamp, amount numeric,
        exact_part numeric, taxes numeric, withheld numeric, cash numeric
      ) on commit drop
      """;

  /// All of history is never read: a trip is due that came since the last cycle looked, or was
  /// there and ended after its cut-off, or was amended since. A line is looked for all the same:
  /// of the first kind there are none, and that is found without reading any.
  ///
  /// The period of a bill made by hand that has no lines, because it is for something else than
  /// its trips, is left alone. It is open at both ends, as in the lab's INSERT, so that a trip at
  /// midnight, which that one never bills, is billed here.
  private static final String STAGE =
      """
      insert into due_trip
      select trips.id, trips.driver_id, trips.dropoff_datetime, trips.total_amount,
        share.exact_part, share.taxes, share.withheld, share.cash
      from (
        select * from trips
        where id > :tripsFrom and id <= :tripsTo and dropoff_datetime < :ends
          and not exists (
            select from billing_line where trip_id = trips.id and trip_id > :tripsFrom)
        union all
        select * from trips
        where id <= :tripsFrom and dropoff_datetime >= :lastEnds and dropoff_datetime < :ends
          and not exists (select from billing_line where trip_id = trips.id)
        union all
        select * from trips
        where id in (
            select trip_id from trip_history where id > :historyFrom and id <= :historyTo)
          and id <= :tripsFrom and dropoff_datetime < :lastEnds
          and not exists (select from billing_line where trip_id = trips.id)
      ) as trips
      left join dispute_resolution as dispute on dispute.trip_id = trips.id
      cross join lateral share_of_trip(
        trips, :policy, :share, dispute.outcome is not distinct from 'won') as share
      where trips.status = 'Completed'
        and not exists (
          select from billing as hand
          where hand.made_by = 'hand'
            and hand.driver_id = trips.driver_id
            and hand.billing_start < trips.dropoff_datetime
            and hand.billing_end > trips.dropoff_datetime
            and not exists (select from billing_line where billing_id = hand.id))
      """;

  private static final String EARLIEST = "select min(dropoff_datetime) from due_trip";

  private DueTrips() {}

  /// @param lastEnds the last cut-off; empty if there was none
  /// @return whether there are any
  static boolean stage(
      Handle handle,
      SeenTo from,
      SeenTo to,
      Optional<Instant> lastEnds,
      Instant ends,
      Terms terms) {
    handle.execute(TABLE);
    var staged =
        handle
            .createUpdate(STAGE)
            .bind("tripsFrom", from.trips())
            .bind("tripsTo", to.trips())
            .bind("historyFrom", from.history())
            .bind("historyTo", to.history())
            .bind("lastEnds", lastEnds.orElse(ends))
            .bind("ends", ends)
            .bind("policy", terms.policy().toString())
            .bind("share", terms.driverShare().share())
            .execute();
    handle.execute("analyze due_trip");
    return staged > 0;
  }

  /// When the earliest of them ended.
  static Optional<Instant> earliest(Handle handle) {
    return handle.createQuery(EARLIEST).mapTo(Instant.class).findOne();
  }
}
