package farestream.ledger;

import farestream.stream.AttributeValue;
import farestream.stream.Image;
import farestream.stream.TripChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Does once what every batch does, and takes it back: for a process that is about to be kept
/// as a snapshot, so that all it needs is loaded by then. Leaves nothing but gaps in numbers.
public final class Rehearsal {
  private static final Map<String, String> TEXTS =
      Map.of(
          "riderid", "nobody@example.com",
          "tripinfo", "2000-01-01T00:00:00Z,0",
          "STATUS", "Completed",
          "PICKUP_DATETIME", "2000-01-01T00:00:00Z",
          "DROPOFF_DATETIME", "2000-01-01T00:10:00Z");

  private static final List<String> NUMBERS =
      List.of(
          "RIDER_ID",
          "DRIVER_ID",
          "PASSENGER_COUNT",
          "TRIP_DISTANCE",
          "FARE_AMOUNT",
          "EXTRA",
          "MTA_TAX",
          "TIP_AMOUNT",
          "TOLLS_AMOUNT",
          "IMPROVEMENT_SURCHARGE",
          "TOTAL_AMOUNT");

  private Rehearsal() {}

  /// @param connection taken over: auto-commit is switched off
  /// @throws SQLException in an outage
  public static void run(Connection connection) throws SQLException {
    var item = item();
    // Read back from its JSON, which loads the reader, too.
    var read = Image.fromJson(item.toJson());
    var change = new TripChange("0", read, Optional.empty(), Optional.of(read));
    var batch = new Batch("rehearsal", List.of(change), Optional.empty());
    var ledger = new Ledger(connection);
    var outcome = ledger.apply(batch, (_, _) -> false);
    if (outcome.isPresent() && outcome.get() instanceof Outcome.NotCommitted(_, var outage)) {
      throw outage;
    }
  }

  private static Image item() {
    var attributes = new HashMap<String, AttributeValue>();
    TEXTS.forEach((name, text) -> attributes.put(name, new AttributeValue.Text(text)));
    NUMBERS.forEach(name -> attributes.put(name, new AttributeValue.Numeric("0")));
    return new Image(attributes);
  }
}
