package farestream.bench;

import farestream.booking.LabDefaults;
import farestream.booking.TripAcceptance;
import farestream.booking.TripBooking;
import farestream.booking.TripCompletion;
import farestream.booking.TripsTable;
import farestream.money.Money;
import farestream.trip.Fare;
import farestream.trip.Ride;
import farestream.trip.Stop;
import farestream.trip.TripKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Books, accepts and completes trips in DynamoDB, and waits for their rows in the ledger.
final class TimedRides {
  private static final long DRIVER = 510909;

  private TimedRides() {}

  /// Books, accepts and completes a trip. Returns when DynamoDB has answered the completion.
  static TripKey complete(TripsTable table, int number) {
    var now = Instant.now();
    var rider = LabDefaults.rider(LabDefaults.RIDER);
    var stop = new Stop(now, Optional.empty(), Optional.empty(), Optional.empty());
    var none =
        new Ride(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var key = TripBooking.key(rider, now, number);
    var _ = TripBooking.run(table, rider, now, number);
    var _ = TripAcceptance.run(table, key, LabDefaults.driver(DRIVER), stop, none);
    var _ = TripCompletion.run(table, key, DRIVER, stop, none, fare(Money.of("12.50")));
    return key;
  }

  /// Polls without a pause until a trip has a row.
  static void awaitRow(Connection ledger, TripKey trip) throws SQLException {
    try (var select =
        ledger.prepareStatement("select from trips where rider_email = ? and trip_info = ?")) {
      select.setString(1, trip.riderEmail());
      select.setString(2, trip.tripInfo());
      while (true) {
        try (var rows = select.executeQuery()) {
          if (rows.next()) {
            return;
          }
        }
      }
    }
  }

  /// Returns a fare that consists only of the meter's amount.
  private static Fare fare(Money meter) {
    var none = Money.ZERO;
    return new Fare(meter, none, none, none, none, none, none, none, none, none, none, meter);
  }
}
