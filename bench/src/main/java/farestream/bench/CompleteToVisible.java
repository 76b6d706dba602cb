package farestream.bench;

import farestream.booking.TripsTable;
import farestream.config.Config;
import farestream.config.LocalSystem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;

/// Measures the latency of the stream: from DynamoDB's response to a trip's completion until its
/// row can be selected, one trip at a time on an idle instance.
public final class CompleteToVisible {
  private static final int WARM_UP = 50;
  private static final int TRIPS = 500;

  private CompleteToVisible() {}

  public static void main(String[] arguments) throws SQLException {
    try (var system = LocalSystem.startTemporary("aws-db-workshop-trips")) {
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
    var trip = TimedRides.complete(table, number);
    var began = System.nanoTime();
    TimedRides.awaitRow(ledger, trip);
    return (System.nanoTime() - began) / 1e6;
  }
}
