package farestream.ledger;

import farestream.ledger.Ledger.Candidate;
import farestream.ledger.Ledger.SetAside;
import farestream.ledger.Ledger.Written;
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
  record Result(Written written, List<SetAside> setAside) {}

  /// Does not use the connection.
  Wave wave(List<Candidate> candidates) {
    return new Wave(candidates, incomingTrips.of(candidates));
  }

  Result write(Wave wave) throws SQLException {
    try (var write = connection.prepareStatement(WRITE)) {
      write.setArray(1, wave.rows());
      try (var row = write.executeQuery()) {
        row.next();
        var recorded = row.getInt(1);
        var amended = row.getInt(2);
        var setAside = setAside(row, wave.candidates());
        var unchanged = wave.candidates().size() - recorded - amended - setAside.size();
        return new Result(new Written(recorded, amended, unchanged), setAside);
      }
    }
  }

  private static List<SetAside> setAside(ResultSet row, List<Candidate> candidates)
      throws SQLException {
    var places = row.getArray(3);
    if (places == null) {
      return List.of();
    }
    var setAside = new ArrayList<SetAside>();
    var rules = (String[]) row.getArray(4).getArray();
    for (var place : (Long[]) places.getArray()) {
      var change = candidates.get((int) (place - 1)).change();
      setAside.add(new SetAside(change, SqlFaults.unknown(rules[setAside.size()])));
    }
    return setAside;
  }
}
