package farestream.billing;

import farestream.billing.Holds.Hold;
import farestream.database.ColumnTypes;
import farestream.database.NamedLock;
import farestream.money.Money;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/// The gate between recording a trip and billing it. Lists the held trips and records the
/// decisions on them. The rule by which trips are held is in `R__money_gate.sql`.
public final class MoneyGate {

  /// The maximum number of held trips that are listed. Counts and sums include all of them.
  public static final int MOST = 1_000;

  private static final String HELD_NOW =
      """
      select trip_id, rider_email, trip_info, driver_id, dropoff_datetime as ended, amount,
        hold as reason, is_billed
      from held_trip
      """;

  private static final String HELD_BY_CYCLE =
      """
      select trip_id, rider_email, trip_info, driver_id, dropoff_datetime as ended,
        held.amount, hold as reason, exists (
          select from billing_line as line join billing on billing.id = line.billing_id
          where line.trip_id = held.trip_id
            and (made_by = 'manual' or billing_cycle < held.cycle)) as is_billed
      from billing_cycle_left as held join trips on trips.id = trip_id
      where cycle = :cycle and hold is not null and not is_rejected
      """;

  private static final String LIST =
      """
      with held as materialized (%s)
      select count(*) over () as trips, sum(amount) over () as total, held.*
      from held order by trip_id limit :most
      """;

  private static final String FIND =
      """
      select trips.id as trip_id, trip_info,
        exists (select from billing_line where trip_id = trips.id) as is_billed,
        (select decision from decision_on(trips)) as decided,
        exists (select from held_trip where held_trip.trip_id = trips.id) as is_held
      from trips
      where id = any (array(
          select id from trips where trip_info = :trip
          union
          select id from trips where id = :number))
        and rider_email = coalesce(:riderEmail, rider_email)
      limit 2
      """;

  private static final String DECIDE =
      """
      insert into trip_decision (trip_id, decision, reason)
      values (:trip, :decision, :reason) returning amount, hold
      """;

  private final Jdbi database;

  /// @param commands connects with the role that the commands use
  public MoneyGate(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// A person's decision on a held trip.
  public enum Decision {
    /// The trip is billed as it is.
    RELEASED("released"),
    /// The trip is not billed.
    REJECTED("rejected");

    private final String text;

    Decision(String text) {
      this.text = text;
    }

    /// Returns the value that is stored in the database.
    @Override
    public String toString() {
      return text;
    }
  }

  /// The result of a decision.
  public sealed interface Outcome {

    /// The decision is recorded. It applies to the present versions of the trips and not to later
    /// amendments.
    record Done(List<Decided> trips) implements Outcome {}

    /// Refused by a rule; nothing was written.
    sealed interface Refused extends Outcome {}

    /// The ledger has no such trip.
    record NoSuchTrip(String trip) implements Refused {}

    /// More than one rider has a trip with this tripinfo.
    record AmbiguousTripInfo(String trip) implements Refused {}

    /// The trip isn't held.
    record NotHeld(String trip, boolean isBilled) implements Refused {}

    /// The same decision was recorded before.
    record DecidedAlready(String trip, Decision decision) implements Refused {}
  }

  /// A trip with a new decision.
  ///
  /// @param hold why the trip is held
  public record Decided(String tripInfo, Money amount, String hold) {}

  private record Found(
      long tripId, String tripInfo, boolean isBilled, Optional<String> decided, boolean isHeld) {}

  private record DecidedOn(Money amount, String hold) {}

  /// Returns the trips that the next cycle would hold if it were closed now.
  public Holds held() {
    return database.withHandle(MoneyGate::held);
  }

  /// Returns the same as [#held()], read on a connection of the caller.
  public static Holds held(Connection connection) {
    return Jdbi.create(connection).installPlugin(new ColumnTypes()).withHandle(MoneyGate::held);
  }

  private static Holds held(Handle handle) {
    return list(handle.createQuery(LIST.formatted(HELD_NOW)));
  }

  /// Returns the trips that a cycle held.
  public Holds heldBy(int cycle) {
    return database.withHandle(handle -> heldBy(handle, cycle));
  }

  static Holds heldBy(Handle handle, int cycle) {
    return list(handle.createQuery(LIST.formatted(HELD_BY_CYCLE)).bind("cycle", cycle));
  }

  /// Records a decision on all of the trips or, if one of them is refused, on none.
  ///
  /// @param trips tripinfos or ids in `trips`
  /// @param riderEmail the rider; may be empty if only one rider has each tripinfo
  /// @param reason why, not blank
  public Outcome decide(
      List<String> trips, Optional<String> riderEmail, Decision decision, String reason) {
    return database.inTransaction(
        handle -> {
          NamedLock.take(handle, Closing.LOCK);
          var done = new ArrayList<Decided>();
          for (var trip : trips) {
            var found = find(handle, trip, riderEmail);
            var refused = refused(trip, found, decision);
            if (refused.isPresent()) {
              handle.rollback();
              return refused.get();
            }
            done.add(decide(handle, found.getFirst(), decision, reason));
          }
          return new Outcome.Done(done);
        });
  }

  private static Optional<Outcome> refused(String trip, List<Found> found, Decision decision) {
    if (found.isEmpty()) {
      return Optional.of(new Outcome.NoSuchTrip(trip));
    }
    if (found.size() > 1) {
      return Optional.of(new Outcome.AmbiguousTripInfo(trip));
    }
    var one = found.getFirst();
    if (one.decided().equals(Optional.of(decision.toString()))) {
      return Optional.of(new Outcome.DecidedAlready(trip, decision));
    }
    return one.isHeld() || (one.decided().isPresent() && !one.isBilled())
        ? Optional.empty()
        : Optional.of(new Outcome.NotHeld(trip, one.isBilled()));
  }

  private static List<Found> find(Handle handle, String trip, Optional<String> riderEmail) {
    return handle
        .createQuery(FIND)
        .bind("trip", trip)
        .bind("number", trip.matches("\\d{1,18}") ? Long.valueOf(trip) : null)
        .bind("riderEmail", riderEmail)
        .map(ConstructorMapper.of(Found.class))
        .list();
  }

  private static Decided decide(Handle handle, Found trip, Decision decision, String reason) {
    var decidedOn =
        handle
            .createQuery(DECIDE)
            .bind("trip", trip.tripId())
            .bind("decision", decision.toString())
            .bind("reason", reason)
            .map(ConstructorMapper.of(DecidedOn.class))
            .one();
    return new Decided(trip.tripInfo(), decidedOn.amount(), decidedOn.hold());
  }

  /// Binds the limits as parameters.
  static <S extends SqlStatement<S>> S bind(S statement, HoldLimits limits) {
    return statement
        .bind("totalLimit", limits.total().amount())
        .bind("partsTolerance", limits.parts().amount())
        .bind("clockTolerance", limits.clock().toMinutes());
  }

  private static Holds list(Query query) {
    var rows = query.bind("most", MOST).map(ConstructorMapper.of(Row.class)).list();
    return rows.isEmpty()
        ? Holds.NONE
        : new Holds(
            rows.getFirst().trips(),
            rows.getFirst().total(),
            rows.stream().map(Row::hold).toList());
  }

  private record Row(long trips, BigDecimal total, @Nested Hold hold) {}
}
