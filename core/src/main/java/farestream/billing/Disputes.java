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

/// Charges that riders dispute (payment type 4), and how that was decided. A decision counts in
/// the next cycle, where the trip was billed under the policy `components`; under `lab` a trip is
/// billed however it was paid.
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
      insert into dispute_resolution (trip_id, outcome, resolved_at, by_whom)
      values (:trip, :outcome, :now, :by)
      """;

  private final Jdbi database;

  /// @param commands as the role that the commands use
  public Disputes(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// A trip whose charge is or was disputed.
  ///
  /// @param billedIn the cycle that it was billed in; empty if it was in none yet
  /// @param outcome `won` or `lost`; empty while it is open
  public record DisputedTrip(
      long tripId,
      String riderEmail,
      String tripInfo,
      long driverId,
      Instant dropoffDatetime,
      Money total,
      Optional<Integer> billedIn,
      Optional<String> outcome) {}

  /// What came of resolving.
  public sealed interface Outcome {

    /// It is on record, now or already.
    record Resolved(DisputedTrip trip, boolean isNew) implements Outcome {}

    /// It was decided the other way, and nothing is rewritten.
    record DecidedOtherwise(DisputedTrip trip) implements Outcome {}

    /// No completed trip of that tripinfo (and rider) is paid by a disputed charge.
    record NotDisputed(String tripInfo) implements Outcome {}

    /// More than one rider has a disputed trip of that tripinfo.
    record OfSeveralRiders(String tripInfo) implements Outcome {}
  }

  /// Those that wait for a decision, the oldest first.
  public List<DisputedTrip> open(int most) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(OPEN)
                .bind("most", most)
                .map(ConstructorMapper.of(DisputedTrip.class))
                .list());
  }

  /// @param riderEmail whose trip; may be left out where the tripinfo is one rider's only
  /// @param won whether the rider pays after all
  public Outcome resolve(
      String tripInfo, Optional<String> riderEmail, boolean won, Instant now, String by) {
    return database.inTransaction(
        handle -> {
          // No cycle is being closed: it has either seen this decision or will be the next to.
          NamedLock.take(handle, Closing.LOCK);
          var found = find(handle, tripInfo, riderEmail);
          return switch (found.size()) {
            case 0 -> new Outcome.NotDisputed(tripInfo);
            case 1 -> resolve(handle, found.getFirst(), won ? "won" : "lost", now, by);
            default -> new Outcome.OfSeveralRiders(tripInfo);
          };
        });
  }

  private static List<DisputedTrip> find(
      Handle handle, String tripInfo, Optional<String> riderEmail) {
    var query = handle.createQuery(riderEmail.isPresent() ? OF_RIDER : OF_TRIP_INFO);
    riderEmail.ifPresent(email -> query.bind("riderEmail", email));
    return query.bind("tripInfo", tripInfo).map(ConstructorMapper.of(DisputedTrip.class)).list();
  }

  private static Outcome resolve(
      Handle handle, DisputedTrip trip, String outcome, Instant now, String by) {
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
        .bind("by", by)
        .execute();
    return new Outcome.Resolved(trip, true);
  }
}
