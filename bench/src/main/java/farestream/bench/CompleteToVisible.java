package farestream.bench;

import farestream.Config;
import farestream.LocalSystem;
import farestream.booking.Accept;
import farestream.booking.Book;
import farestream.booking.Complete;
import farestream.booking.Lab;
import farestream.booking.TripsTable;
import farestream.money.Money;
import farestream.trip.Fare;
import farestream.trip.Ride;
import farestream.trip.Stop;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// Times a trip from the moment its completion is answered until its row can be selected, one
/// trip at a time on an idle instance.
public final class CompleteToVisible {
  private static final int WARM_UP = 50;
  private static final int TRIPS = 500;

  private CompleteToVisible() {}

  public static void main(String[] arguments) throws SQLException {
    try (var system = LocalSystem.startThrowAway("aws-db-workshop-trips")) {
      var config = new Config(system.environment(), Path.of(""));
      var millis = new ArrayList<Double>();
      var table = config.tripsTable();
      try (var ledger = config.ledger().getConnection()) {
        for (var i = -WARM_UP; i < TRIPS; i++) {
          var took = one(table, ledger, i + WARM_UP);
          if (i >= 0) {
            millis.add(took);
          }
        }
      }
      Samples.printHeader();
      new Samples(millis).print("complete until visible in trips");
    }
    System.exit(0);
  }

  private static double one(TripsTable table, Connection ledger, int number) throws SQLException {
    var now = Instant.now();
    var rider = Lab.rider(Lab.RIDER);
    var driver = Lab.driver(510909);
    var stop = new Stop(now, Optional.empty(), Optional.empty(), Optional.empty());
    var none =
        new Ride(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var fare = fare(Money.of("12.50"));
    var key = Book.key(rider, now, number);
    var _ = Book.run(table, rider, now, number);
    var _ = Accept.run(table, key, driver, stop, none);
    var _ = Complete.run(table, key, driver.id(), stop, none, fare);
    var began = System.nanoTime();
    try (var select = ledger.prepareStatement("select from trips where trip_info = ?")) {
      select.setString(1, key.tripInfo());
      while (true) {
        try (var rows = select.executeQuery()) {
          if (rows.next()) {
            return (System.nanoTime() - began) / 1e6;
          }
        }
      }
    }
  }

  /// Nothing but the meter.
  private static Fare fare(Money meter) {
    var none = Money.ZERO;
    return new Fare(meter, none, none, none, none, none, none, none, none, none, none, meter);
  }
}
