package farestream.replay;

import farestream.booking.TripAcceptance;
import farestream.booking.TripBooking;
import farestream.booking.TripCompletion;
import farestream.booking.TripItem;
import farestream.booking.TripsTable;
import farestream.tlc.PlannedTrip;
import farestream.tlc.StandIns;
import farestream.trip.TripAttribute;
import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import java.math.BigDecimal;
import java.util.Optional;

/// Books, accepts and completes a planned trip, starting from its present status: a trip that an
/// interrupted replay left booked or under way is resumed, and a completed one is left as it is.
final class TripReplay {
  private TripReplay() {}

  /// The outcome of a replayed trip.
  sealed interface Outcome {
    /// @param total the total stored in the table, in dollars
    record Completed(BigDecimal total) implements Outcome {}

    /// The same trip had been completed before.
    record AlreadyExists(BigDecimal total) implements Outcome {}

    record Refused(String reason) implements Outcome {}
  }

  /// Replays a trip.
  ///
  /// @param last a hint: the driver's last trip, if known, which saves a read
  /// @throws software.amazon.awssdk.core.exception.SdkException if the table can't be reached
  static Outcome run(TripsTable table, PlannedTrip trip, Optional<TripKey> last) {
    return switch (TripBooking.run(
        table, trip.rider(), trip.record().pickup().time(), trip.number())) {
      case TripBooking.Outcome.Booked(_) -> accept(table, trip, last);
      case TripBooking.Outcome.AlreadyExists(var item) -> resume(table, trip, item, last);
    };
  }

  private static Outcome resume(
      TripsTable table, PlannedTrip trip, TripItem item, Optional<TripKey> last) {
    return item.status()
        .map(
            status ->
                switch (status) {
                  case BOOKED -> accept(table, trip, last);
                  case IN_PROGRESS -> takeOver(table, trip, item);
                  case COMPLETED -> compare(trip, item);
                  case CANCELLED -> conflict(item);
                })
        .orElseGet(() -> conflict(item));
  }

  private static Outcome accept(TripsTable table, PlannedTrip trip, Optional<TripKey> last) {
    var record = trip.record();
    return switch (TripAcceptance.run(
        table, trip.key(), trip.driver(), record.pickup(), record.ride(), last)) {
      case TripAcceptance.Outcome.Accepted() -> complete(table, trip, trip.driver().id());
      case TripAcceptance.Outcome.DriverIsBusy(var other) -> busy(trip, other);
      case TripAcceptance.Outcome.Taken(var item) -> takeOver(table, trip, item);
      case TripAcceptance.Outcome.NotFound(_) -> gone();
    };
  }

  /// Completes a trip that was accepted before. A replay with another number of drivers may have
  /// given it to another stand-in, who then completes it.
  private static Outcome takeOver(TripsTable table, PlannedTrip trip, TripItem item) {
    if (item.status().equals(Optional.of(TripStatus.COMPLETED))) {
      return compare(trip, item);
    }
    var driver = item.driverId().filter(StandIns::isDriver);
    return item.status().equals(Optional.of(TripStatus.IN_PROGRESS)) && driver.isPresent()
        ? complete(table, trip, driver.get())
        : conflict(item);
  }

  private static Outcome complete(TripsTable table, PlannedTrip trip, long driver) {
    var record = trip.record();
    return switch (TripCompletion.run(
        table, trip.key(), driver, record.dropoff(), record.ride(), record.fare())) {
      case TripCompletion.Outcome.Completed(var item) -> new Outcome.Completed(item.total());
      case TripCompletion.Outcome.WrongStatus(var item) ->
          item.status().equals(Optional.of(TripStatus.COMPLETED))
              ? compare(trip, item)
              : conflict(item);
      case TripCompletion.Outcome.WrongDriver(var item) -> conflict(item);
      case TripCompletion.Outcome.NotFound(_) -> gone();
    };
  }

  /// Compares a completed trip with the record. The key contains a hash of the whole record, so a
  /// trip with the same key is practically the same one, unless it was changed afterwards.
  private static Outcome compare(PlannedTrip trip, TripItem item) {
    var record = trip.record();
    var same =
        item.text(TripAttribute.DROPOFF_DATETIME)
                .equals(Optional.of(record.dropoff().time().toString()))
            && item.total().compareTo(record.fare().total().amount()) == 0
            && isSame(item.number(TripAttribute.TRIP_DISTANCE), record.ride().distanceMiles());
    return same
        ? new Outcome.AlreadyExists(item.total())
        : new Outcome.Refused(
            "trip %s of %s exists with other figures (total %s, in the file %s)"
                .formatted(
                    item.key().tripInfo(),
                    item.key().riderEmail(),
                    item.total().toPlainString(),
                    record.fare().total()));
  }

  private static boolean isSame(Optional<BigDecimal> stored, Optional<BigDecimal> recorded) {
    return stored
        .map(BigDecimal::stripTrailingZeros)
        .equals(recorded.map(BigDecimal::stripTrailingZeros));
  }

  private static Outcome conflict(TripItem item) {
    var driver = item.driverId().map(id -> " by driver " + id).orElse("");
    return new Outcome.Refused(
        "trip %s of %s exists and is %s%s, so this replay can't complete it"
            .formatted(item.key().tripInfo(), item.key().riderEmail(), item.statusText(), driver));
  }

  private static Outcome busy(PlannedTrip trip, TripItem other) {
    return new Outcome.Refused(
        "driver %d has an active trip, %s: complete or cancel it"
            .formatted(trip.driver().id(), other.key().tripInfo()));
  }

  private static Outcome gone() {
    return new Outcome.Refused("the trip was deleted while it was under way");
  }
}
