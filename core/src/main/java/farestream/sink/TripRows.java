package farestream.sink;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Writes the rows of `trips`: a whole wave in one statement, each trip at most once.
///
/// A trip that has a row is amended if the change is later than the one it was written from and
/// makes a difference; the trigger `trips_keep_history` keeps what it was. A trip that refers to
/// something unknown is left out and named, so that one such trip doesn't fail the statement.
final class TripRows {
  private static final String WRITE = "select * from record_trips(?)";

  private final Connection connection;
  private final IncomingTrips incomingTrips;

  TripRows(Connection connection) throws SQLException {
    this.connection = connection;
    this.incomingTrips = new IncomingTrips(connection);
  }

  /// What became of a wave.
  record Result(WriteCounts written, List<RejectedChange> rejected) {}

  /// Does not use the connection.
  SubBatch wave(List<AcceptedTrip> accepted) {
    return new SubBatch(accepted, incomingTrips.of(accepted));
  }

  Result write(SubBatch wave) throws SQLException {
    try (var write = connection.prepareStatement(WRITE)) {
      write.setArray(1, wave.rows());
      try (var row = write.executeQuery()) {
        row.next();
        var recorded = row.getInt(1);
        var amended = row.getInt(2);
        var rejected = rejected(row, wave.accepted());
        var unchanged = wave.accepted().size() - recorded - amended - rejected.size();
        return new Result(new WriteCounts(recorded, amended, unchanged), rejected);
      }
    }
  }

  private static List<RejectedChange> rejected(ResultSet row, List<AcceptedTrip> accepted)
      throws SQLException {
    var places = row.getArray(3);
    if (places == null) {
      return List.of();
    }
    var rejected = new ArrayList<RejectedChange>();
    var rules = (String[]) row.getArray(4).getArray();
    for (var place : (Long[]) places.getArray()) {
      var change = accepted.get((int) (place - 1)).change();
      rejected.add(new RejectedChange(change, SqlFaults.unknown(rules[rejected.size()])));
    }
    return rejected;
  }
}
