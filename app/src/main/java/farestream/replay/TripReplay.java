package farestream.replay;

import farestream.booking.TripAcceptance;
import farestream.booking.TripBooking;
import farestream.booking.TripCompletion;
import farestream.booking.TripItem;
import farestream.booking.TripsTable;
import farestream.tlc.PlannedTrip;
import farestream.tlc.StandIns;
import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import java.math.BigDecimal;
import java.util.Optional;

/// Takes a planned trip through its life, from wherever it stands: a trip that an interrupted
/// replay left booked or under way is carried on with, one that is completed is left alone.
final class TripReplay {
  private TripReplay() {}

  /// What came of it.
  sealed interface Outcome {
    /// @param total as it stands in the table
    record Completed(BigDecimal total) implements Outcome {}

    /// The same trip was completed before.
    record AlreadyThere(BigDecimal total) implements Outcome {}

    record Refused(String reason) implements Outcome {}
  }

  /// @param last the driver's last trip, as far as it is known
  /// @throws software.amazon.awssdk.core.exception.SdkException if the table can't be reached
  static Outcome run(TripsTable table, PlannedTrip trip, Optional<TripKey> last) {
    return switch (TripBooking.run(
        table, trip.rider(), trip.record().pickup().time(), trip.number())) {
      case TripBooking.Outcome.Booked(_) -> accept(table, trip, last);
      case TripBooking.Outcome.AlreadyThere(var item) -> goOn(table, trip, item, last);
    };
  }

  private static Outcome goOn(
      TripsTable table, PlannedTrip trip, TripItem item, Optional<TripKey> last) {
    return item.status()
        .map(
            status ->
                switch (status) {
                  case BOOKED -> accept(table, trip, last);
                  case IN_PROGRESS -> takeOver(table, trip, item);
                  case COMPLETED -> compare(trip, item);
                  case CANCELLED -> inTheWay(item);
                })
        .orElseGet(() -> inTheWay(item));
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

  /// A replay with more drivers or fewer may have given it another of ours, who then completes it.
  private static Outcome takeOver(TripsTable table, PlannedTrip trip, TripItem item) {
    if (item.status().equals(Optional.of(TripStatus.COMPLETED))) {
      return compare(trip, item);
    }
    var driver = item.driverId().filter(StandIns::isDriver);
    return item.status().equals(Optional.of(TripStatus.IN_PROGRESS)) && driver.isPresent()
        ? complete(table, trip, driver.get())
        : inTheWay(item);
  }

  private static Outcome complete(TripsTable table, PlannedTrip trip, long driver) {
    var record = trip.record();
    return switch (TripCompletion.run(
        table, trip.key(), driver, record.dropoff(), record.ride(), record.fare())) {
      case TripCompletion.Outcome.Completed(var item) -> new Outcome.Completed(item.total());
      case TripCompletion.Outcome.WrongStatus(var item) ->
          item.status().equals(Optional.of(TripStatus.COMPLETED))
              ? compare(trip, item)
              : inTheWay(item);
      case TripCompletion.Outcome.WrongDriver(var item) -> inTheWay(item);
      case TripCompletion.Outcome.NotFound(_) -> gone();
    };
  }

  /// The key holds a hash of the whole record; that a trip with the same key is another one is next
  /// to impossible, unless somebody has changed it since.
  private static Outcome compare(PlannedTrip trip, TripItem item) {
    var record = trip.record();
    var same =
        item.text("DROPOFF_DATETIME").equals(Optional.of(record.dropoff().time().toString()))
            && item.total().compareTo(record.fare().total().amount()) == 0
            && isSame(item.number("TRIP_DISTANCE"), record.ride().distanceMiles());
    return same
        ? new Outcome.AlreadyThere(item.total())
        : new Outcome.Refused(
            "trip %s of %s is there with other figures (total %s, here %s)"
                .formatted(
                    item.key().tripInfo(),
                    item.key().riderEmail(),
                    item.total().toPlainString(),
                    record.fare().total()));
  }

  private static boolean isSame(Optional<BigDecimal> there, Optional<BigDecimal> here) {
    return there
        .map(BigDecimal::stripTrailingZeros)
        .equals(here.map(BigDecimal::stripTrailingZeros));
  }

  private static Outcome inTheWay(TripItem item) {
    var by = item.driverId().map(id -> " by driver " + id).orElse("");
    return new Outcome.Refused(
        "trip %s of %s is there and %s%s: it is not this replay's to complete"
            .formatted(item.key().tripInfo(), item.key().riderEmail(), item.statusText(), by));
  }

  private static Outcome busy(PlannedTrip trip, TripItem with) {
    return new Outcome.Refused(
        "driver %d has trip %s under way: complete or cancel it"
            .formatted(trip.driver().id(), with.key().tripInfo()));
  }

  private static Outcome gone() {
    return new Outcome.Refused("the trip was deleted while it was under way");
  }
}
