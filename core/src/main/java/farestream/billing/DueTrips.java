package farestream.billing;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The trips that a cycle bills. All of history is never read: due is what came since the last
/// cycle looked, what that one left because it ended after the cut-off or was held, and what was
/// amended since. What came in bulk is never due; what is held has its `hold`.
final class DueTrips {

  /// Of those that were there before. They are few, and looked up one by one.
  private static final String STAGE_FORMER =
      """
      create temporary table due_former_trip (trip_id bigint primary key) on commit drop
      """;

  private static final String FILL_FORMER =
      """
      insert into due_former_trip
      select trip_id from (
        select trip_id from billing_cycle_left where cycle = :lastCycle
        union
        select trip_id from trip_history where id > :historyFrom and id <= :historyTo
      ) as former
      where trip_id <= :tripsFrom
        and not exists (select from billing_line where billing_line.trip_id = former.trip_id)
      """;

  /// A line is looked for although there can't be any: that is found without reading one.
  ///
  /// The period of a bill made by hand that has no lines, because it is for something else than
  /// its trips, is left alone. It is open at both ends, as in the lab's INSERT, so that a trip at
  /// midnight, which that one never bills, is billed here.
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
        select trips.* from trips join due_former_trip on trip_id = id where trip_import is null
      ) as trips
      left join dispute_resolution as dispute on dispute.trip_id = trips.id
      cross join lateral share_of_trip(
        trips, :policy, :share, dispute.outcome is not distinct from 'won') as share
      cross join lateral hold_on_trip(
        trips, false, :totalLimit, :partsTolerance, :clockTolerance) as gate
      where trips.status = 'Completed'
        and dropoff_datetime < :ends
        and not exists (
          select from unitemized_bill as hand
          where hand.driver_id = trips.driver_id
            and is_in_period(trips.dropoff_datetime, hand.billing_start, hand.billing_end))
      """;

  /// Of those that are billed; where all are held, of these.
  private static final String EARLIEST =
      """
      select coalesce(min(dropoff_datetime) filter (where hold is null), min(dropoff_datetime))
      from (
      """
          + DUE
          + ") as due";

  /// Among them may be what no later cycle can bill either, such as a trip that ends next year.
  private static final String LEAVE =
      """
      insert into billing_cycle_left (cycle, trip_id, amount, hold, is_rejected)
      select :cycle, trips.id, case when gate.hold is not null then total_amount end, gate.hold,
        gate.hold is not null and is_rejected(trips.id)
      from trips
      left join lateral hold_on_trip(
          trips, false, :totalLimit, :partsTolerance, :clockTolerance) as gate
        on status = 'Completed'
          and not exists (select from billing_line where trip_id = trips.id)
      where dropoff_datetime >= :ends and id <= :tripsTo and trip_import is null
      on conflict do nothing
      """;

  private final HighWaterMarks from;
  private final HighWaterMarks to;
  private final Instant ends;

  /// @param from how far the last cycle looked
  /// @param to how far this one looks
  DueTrips(HighWaterMarks from, HighWaterMarks to, Instant ends) {
    this.from = from;
    this.to = to;
    this.ends = ends;
  }

  void stageFormer(Handle handle, int lastCycle) {
    handle.execute(STAGE_FORMER);
    handle
        .createUpdate(FILL_FORMER)
        .bind("lastCycle", lastCycle)
        .bind("tripsFrom", from.trips())
        .bind("historyFrom", from.history())
        .bind("historyTo", to.history())
        .execute();
    handle.execute("analyze due_former_trip");
  }

  /// Puts in the parameters of [#DUE].
  <S extends SqlStatement<S>> S bind(S statement, Terms terms) {
    return MoneyGate.bind(statement, terms.limits())
        .bind("tripsFrom", from.trips())
        .bind("tripsTo", to.trips())
        .bind("ends", ends)
        .bind("policy", terms.policy().toString())
        .bind("share", terms.driverShare().share());
  }

  /// When the earliest of them ended. It reads all of them.
  Optional<Instant> earliest(Handle handle, Terms terms) {
    return bind(handle.createQuery(EARLIEST), terms).mapTo(Instant.class).findOne();
  }

  /// Notes what ends after the cut-off, which the next cycle has to look at again.
  void leave(Handle handle, int cycle, Terms terms) {
    MoneyGate.bind(handle.createUpdate(LEAVE), terms.limits())
        .bind("cycle", cycle)
        .bind("ends", ends)
        .bind("tripsTo", to.trips())
        .execute();
  }
}
