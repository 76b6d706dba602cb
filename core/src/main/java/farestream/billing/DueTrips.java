package farestream.billing;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Selects the trips that a cycle bills without scanning all trips. The candidates are the trips
/// above the previous cycle's high-water mark, those which that cycle left because they ended
/// after its cut-off or were held, and those amended since. Imported trips are never due. Held
/// trips are selected with a `hold`.
final class DueTrips {

  /// Candidates below the previous high-water mark. They are few and are looked up by primary key.
  private static final String CREATE_OLDER =
      """
      create temporary table due_older_trip (trip_id bigint primary key) on commit drop
      """;

  private static final String FILL_OLDER =
      """
      insert into due_older_trip
      select trip_id from (
        select trip_id from billing_cycle_left where cycle = :lastCycle
        union
        select trip_id from trip_history where id > :historyFrom and id <= :historyTo
      ) as older
      where trip_id <= :tripsFrom
        and not exists (select from billing_line where billing_line.trip_id = older.trip_id)
      """;

  /// New trips are checked for lines in case a manual bill has them; the condition on `trip_id`
  /// makes that an index range scan that usually reads nothing.
  ///
  /// Trips in the period of a manual bill without lines aren't due, because that bill stands for
  /// the period although it doesn't match the trips. The period is open at both ends, as in the
  /// lab's INSERT, so a trip that ended exactly at midnight is billed here.
  static final String DUE =
      """
      select trips.id as trip_id, trips.driver_id, trips.dropoff_datetime,
        trips.payment_type, trips.total_amount as amount, beyond_parts(trips) as beyond, share.*,
        gate.hold
      from (
        select * from trips
        where id > :tripsFrom and id <= :tripsTo and trip_import is null
          and not exists (
            select from billing_line where trip_id = trips.id and trip_id > :tripsFrom)
        union all
        select trips.* from trips join due_older_trip on trip_id = id where trip_import is null
      ) as trips
      left join dispute_resolution as dispute on dispute.trip_id = trips.id
      cross join lateral share_of_trip(
        trips, :policy, :share, dispute.outcome is not distinct from 'won') as share
      cross join lateral screened_hold(
        trips, false, :totalLimit, :partsTolerance, :clockTolerance) as gate
      where trips.status = 'Completed'
        and dropoff_datetime < :ends
        and not exists (
          select from unitemized_bill as manual
          where manual.driver_id = trips.driver_id
            and is_in_period(trips.dropoff_datetime, manual.billing_start, manual.billing_end))
      """;

  /// The earliest drop-off of the trips that are billed or, if all are held, of those.
  private static final String EARLIEST =
      """
      select coalesce(min(dropoff_datetime) filter (where hold is null), min(dropoff_datetime))
      from (
      """
          + DUE
          + ") as due";

  /// May include trips that stay for many cycles, such as one that ends next year.
  private static final String DEFER =
      """
      insert into billing_cycle_left (cycle, trip_id, amount, hold, is_rejected)
      select :cycle, trips.id, case when gate.hold is not null then total_amount end, gate.hold,
        gate.hold is not null and is_rejected(trips.id)
      from trips
      left join lateral screened_hold(
          trips, false, :totalLimit, :partsTolerance, :clockTolerance) as gate
        on status = 'Completed'
          and not exists (select from billing_line where trip_id = trips.id)
      where dropoff_datetime >= :ends and id <= :tripsTo and trip_import is null
      on conflict do nothing
      """;

  private final HighWaterMarks from;
  private final HighWaterMarks to;
  private final Instant ends;

  /// @param from the high-water marks of the previous cycle
  /// @param to the high-water marks of this cycle
  /// @param ends the cut-off of this cycle, exclusive
  DueTrips(HighWaterMarks from, HighWaterMarks to, Instant ends) {
    this.from = from;
    this.to = to;
    this.ends = ends;
  }

  /// Stages the candidates below the previous high-water mark.
  void stageOlder(Handle handle, int lastCycle) {
    handle.execute(CREATE_OLDER);
    handle
        .createUpdate(FILL_OLDER)
        .bind("lastCycle", lastCycle)
        .bind("tripsFrom", from.trips())
        .bind("historyFrom", from.history())
        .bind("historyTo", to.history())
        .execute();
    handle.execute("analyze due_older_trip");
  }

  /// Binds the parameters of [#DUE].
  <S extends SqlStatement<S>> S bind(S statement, Terms terms) {
    return MoneyGate.bind(statement, terms.limits())
        .bind("tripsFrom", from.trips())
        .bind("tripsTo", to.trips())
        .bind("ends", ends)
        .bind("policy", terms.policy().toString())
        .bind("share", terms.driverShare().share());
  }

  /// Returns the earliest drop-off of the due trips. Reads all of them.
  Optional<Instant> earliest(Handle handle, Terms terms) {
    return bind(handle.createQuery(EARLIEST), terms).mapTo(Instant.class).findOne();
  }

  /// Records the trips that ended after the cut-off, which the next cycle has to consider again.
  void defer(Handle handle, int cycle, Terms terms) {
    MoneyGate.bind(handle.createUpdate(DEFER), terms.limits())
        .bind("cycle", cycle)
        .bind("ends", ends)
        .bind("tripsTo", to.trips())
        .execute();
  }
}
