package farestream.sink;

import farestream.stream.StreamEvent;
import farestream.stream.StreamEventReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Applies a synthetic batch and rolls it back, so that every class on the path is loaded before a
/// process is saved as a snapshot (SnapStart). Only gaps in sequences remain.
///
/// @param event the synthetic event as Lambda would deliver it: two trips of unknown people
/// @param outcome the outcome that was rolled back
public record WarmUp(StreamEvent event, BatchOutcome.Committed outcome) {

  /// The rider and driver have the highest `bigint`, which no person has.
  private static final String RECORD =
      """
      {
        "eventID": "1",
        "eventName": "MODIFY",
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "us-east-1",
        "dynamodb": {
          "ApproximateCreationDateTime": 946684800,
          "Keys": {
            "riderid": {"S": "nobody@example.com"},
            "tripinfo": {"S": "2000-01-01T00:00:00Z,%1$d"}
          },
          "NewImage": {
            "riderid": {"S": "nobody@example.com"},
            "tripinfo": {"S": "2000-01-01T00:00:00Z,%1$d"},
            "STATUS": {"S": "Completed"},
            "PICKUP_DATETIME": {"S": "2000-01-01T00:00:00Z"},
            "DROPOFF_DATETIME": {"S": "2000-01-01T00:10:00Z"},
            "RIDER_ID": {"N": "9223372036854775807"},
            "DRIVER_ID": {"N": "9223372036854775807"},
            "PASSENGER_COUNT": {"N": "1"},
            "TRIP_DISTANCE": {"N": "1.5"},
            "FARE_AMOUNT": {"N": "5.5"},
            "EXTRA": {"N": "0"},
            "MTA_TAX": {"N": "0.5"},
            "TIP_AMOUNT": {"N": "0"},
            "TOLLS_AMOUNT": {"N": "0"},
            "IMPROVEMENT_SURCHARGE": {"N": "0.3"},
            "TOTAL_AMOUNT": {"N": "6.3"}
          },
          "OldImage": {
            "riderid": {"S": "nobody@example.com"},
            "tripinfo": {"S": "2000-01-01T00:00:00Z,%1$d"},
            "STATUS": {"S": "InProgress"}
          },
          "SequenceNumber": "%1$d",
          "SizeBytes": 1,
          "StreamViewType": "NEW_AND_OLD_IMAGES"
        },
        "eventSourceARN": "warm-up"
      }
      """;

  /// @param connection is rolled back; auto-commit is turned off
  /// @throws SQLException if the database fails or can't be reached
  public static WarmUp run(Connection connection) throws SQLException {
    return run(connection, new ArrayList<>());
  }

  /// @param faults receives the changes that would have been quarantined
  static WarmUp run(Connection connection, List<RejectedChange> faults) throws SQLException {
    var event = StreamEventReader.read(json());
    var outcomes = new ArrayList<BatchOutcome.Committed>();
    var ended =
        new Ledger(connection)
            .apply(
                Batch.of(event),
                (done, rejected) -> {
                  outcomes.add(done);
                  faults.addAll(rejected);
                  return false;
                });
    if (ended.isPresent() && ended.get() instanceof BatchOutcome.NotCommitted(_, var outage)) {
      throw outage;
    }
    return new WarmUp(event, outcomes.getLast());
  }

  private static String json() {
    return "{\"Records\":[%s,%s]}".formatted(RECORD.formatted(1), RECORD.formatted(2));
  }
}
