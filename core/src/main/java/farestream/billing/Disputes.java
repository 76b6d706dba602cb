package farestream.billing;

import farestream.database.ColumnTypes;
import farestream.database.NamedLock;
import farestream.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Reads and resolves disputed charges (payment type 4). A resolution takes effect in the next
/// cycle if the trip is billed under the policy `components`; under `lab`, the payment type makes
/// no difference.
public final class Disputes {

  private static final String DISPUTED =
      """
      select trips.id as trip_id, rider_email, trip_info, trips.driver_id, dropoff_datetime,
        total_amount as total, billing.billing_cycle as billed_in, outcome
      from trips
        left join dispute_resolution on dispute_resolution.trip_id = trips.id
        left join billing_line on billing_line.trip_id = trips.id
        left join billing on billing.id = billing_line.billing_id
      where trips.payment_type = 4 and is_billable(trips)
      """;

  private static final String OPEN =
      DISPUTED + " and outcome is null order by dropoff_datetime, trips.id limit :most";

  private static final String OF_TRIP_INFO = DISPUTED + " and trip_info = :tripInfo limit 2";

  private static final String OF_RIDER =
      DISPUTED + " and trip_info = :tripInfo and rider_email = :riderEmail";

  private static final String RESOLVE =
      """
      insert into dispute_resolution (trip_id, outcome, resolved_at)
      values (:trip, :outcome, :now)
      """;

  private final Jdbi database;

  /// @param commands connects with the role that the commands use
  public Disputes(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// A trip whose charge is or was disputed.
  ///
  /// @param billedIn the cycle in which the trip was billed; empty if it isn't billed yet
  /// @param outcome `won` or `lost`; empty while the dispute is open
  public record DisputedTrip(
      long tripId,
      String riderEmail,
      String tripInfo,
      long driverId,
      Instant dropoffDatetime,
      Money total,
      Optional<Integer> billedIn,
      Optional<String> outcome) {}

  /// The result of resolving a dispute.
  public sealed interface Outcome {

    /// The outcome is recorded.
    ///
    /// @param isNew false if it had been recorded before
    record Resolved(DisputedTrip trip, boolean isNew) implements Outcome {}

    /// The dispute was resolved with the other outcome, which can't be changed.
    record DecidedOtherwise(DisputedTrip trip) implements Outcome {}

    /// No completed trip with this tripinfo, and of this rider if one is given, is disputed.
    record NotDisputed(String tripInfo) implements Outcome {}

    /// More than one rider has a disputed trip with this tripinfo.
    record AmbiguousTripInfo(String tripInfo) implements Outcome {}
  }

  /// Returns the open disputes, oldest drop-off first.
  ///
  /// @param most the maximum number of disputes
  public List<DisputedTrip> open(int most) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(OPEN)
                .bind("most", most)
                .map(ConstructorMapper.of(DisputedTrip.class))
                .list());
  }

  /// Resolves the dispute of a trip.
  ///
  /// @param riderEmail the rider; may be empty if only one rider has the tripinfo
  /// @param won whether the platform won the dispute, so that the rider pays
  public Outcome resolve(String tripInfo, Optional<String> riderEmail, boolean won, Instant now) {
    return database.inTransaction(
        handle -> {
          // Serializes with closings: a cycle either sees this resolution or leaves it to the next.
          NamedLock.take(handle, Closing.LOCK);
          var found = find(handle, tripInfo, riderEmail);
          return switch (found.size()) {
            case 0 -> new Outcome.NotDisputed(tripInfo);
            case 1 -> resolve(handle, found.getFirst(), won ? "won" : "lost", now);
            default -> new Outcome.AmbiguousTripInfo(tripInfo);
          };
        });
  }

  private static List<DisputedTrip> find(
      Handle handle, String tripInfo, Optional<String> riderEmail) {
    var query = handle.createQuery(riderEmail.isPresent() ? OF_RIDER : OF_TRIP_INFO);
    riderEmail.ifPresent(email -> query.bind("riderEmail", email));
    return query.bind("tripInfo", tripInfo).map(ConstructorMapper.of(DisputedTrip.class)).list();
  }

  private static Outcome resolve(Handle handle, DisputedTrip trip, String outcome, Instant now) {
    if (trip.outcome().isPresent()) {
      return trip.outcome().get().equals(outcome)
          ? new Outcome.Resolved(trip, false)
          : new Outcome.DecidedOtherwise(trip);
    }
    handle
        .createUpdate(RESOLVE)
        .bind("trip", trip.tripId())
        .bind("outcome", outcome)
        .bind("now", now)
        .execute();
    return new Outcome.Resolved(trip, true);
  }
}
