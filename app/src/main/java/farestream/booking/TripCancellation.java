package farestream.booking;

import farestream.trip.TripAttribute;
import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Cancels a trip that is booked or in progress.
public final class TripCancellation {
  private TripCancellation() {}

  /// The result of cancelling.
  public sealed interface Outcome {
    record Cancelled(TripItem trip) implements Outcome {}

    record NotFound(TripKey key) implements Outcome {}

    /// The trip is already completed or cancelled.
    record Over(TripItem trip) implements Outcome {}
  }

  public static Outcome run(TripsTable table, TripKey key, Optional<String> reason, Instant at) {
    var attributes =
        new Attributes()
            .status(TripStatus.CANCELLED)
            .text(TripAttribute.CANCEL_REASON, reason)
            .time(TripAttribute.CANCEL_DATETIME, at);
    return switch (table.change(
        key,
        attributes.values(),
        "#STATUS IN (:booked, :inProgress)",
        Map.of(
            "booked", AttributeValue.fromS(TripStatus.BOOKED.text()),
            "inProgress", AttributeValue.fromS(TripStatus.IN_PROGRESS.text())))) {
      case TripsTable.Change.Done(var trip) -> new Outcome.Cancelled(trip);
      case TripsTable.Change.Refused(var trip) ->
          trip.<Outcome>map(Outcome.Over::new).orElseGet(() -> new Outcome.NotFound(key));
    };
  }
}
