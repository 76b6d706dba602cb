package farestream.sink;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Upserts the rows of `trips`, one statement per sub-batch.
///
/// A row is amended if the change is later than the row's last one and differs from it; the trigger
/// `trips_keep_history` keeps the previous version. A trip with an unknown reference, such as a
/// missing driver, is skipped and returned as rejected, so that it doesn't fail the statement.
final class TripRows {
  private static final String WRITE = "select * from record_trips(?)";

  private final Connection connection;
  private final IncomingTrips incomingTrips;

  TripRows(Connection connection) throws SQLException {
    this.connection = connection;
    this.incomingTrips = new IncomingTrips(connection);
  }

  /// The result of writing a sub-batch.
  record Result(WriteCounts written, List<RejectedChange> rejected) {}

  /// Encodes the trips without a round trip to the server.
  SubBatch subBatch(List<AcceptedTrip> accepted) {
    return new SubBatch(accepted, incomingTrips.of(accepted));
  }

  Result write(SubBatch subBatch) throws SQLException {
    try (var write = connection.prepareStatement(WRITE)) {
      write.setArray(1, subBatch.rows());
      try (var row = write.executeQuery()) {
        row.next();
        var recorded = row.getInt(1);
        var amended = row.getInt(2);
        var rejected = rejected(row, subBatch.accepted());
        var unchanged = subBatch.accepted().size() - recorded - amended - rejected.size();
        return new Result(new WriteCounts(recorded, amended, unchanged), rejected);
      }
    }
  }

  private static List<RejectedChange> rejected(ResultSet row, List<AcceptedTrip> accepted)
      throws SQLException {
    var positions = row.getArray(3);
    if (positions == null) {
      return List.of();
    }
    var rejected = new ArrayList<RejectedChange>();
    var rules = (String[]) row.getArray(4).getArray();
    for (var position : (Long[]) positions.getArray()) {
      var change = accepted.get((int) (position - 1)).change();
      rejected.add(new RejectedChange(change, SqlFaults.unknown(rules[rejected.size()])));
    }
    return rejected;
  }
}
