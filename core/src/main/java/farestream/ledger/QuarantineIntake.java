package farestream.ledger;

import farestream.ledger.Ledger.SetAside;
import farestream.stream.StreamEvent;
import farestream.stream.StreamEvent.UnreadableRecord;
import farestream.stream.TripChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Puts records into quarantine that were not offered to the ledger: those that can't be read,
/// and those that a reader gave up. Each is put there once, however often it comes.
public final class QuarantineIntake {

  private QuarantineIntake() {}

  /// What became of records that were given up.
  ///
  /// @param put into quarantine now
  /// @param known there already, perhaps replayed or dropped by now
  /// @param removed completed trips whose item is gone: that is noted, nothing is left to do
  /// @param passedOver no completed trips
  public record Taken(int put, int known, int removed, int passedOver) {}

  /// In a transaction of its own, on a connection that doesn't commit by itself.
  ///
  /// @return how many were put there now
  public static int put(Connection connection, String source, List<UnreadableRecord> records)
      throws SQLException {
    if (records.isEmpty()) {
      return 0;
    }
    var put =
        Quarantine.put(
            connection,
            source,
            records.stream()
                .map(record -> new SetAside(record.change(), record.reason()))
                .toList());
    connection.commit();
    return put.size();
  }

  /// All of an event that was given up, in one transaction.
  ///
  /// @param why the first line of each record's reason
  public static Taken takeIn(Connection connection, StreamEvent event, String why)
      throws SQLException {
    var sorted = Sorted.of(event.changes());
    var records = new ArrayList<SetAside>();
    sorted.candidates().forEach(candidate -> records.add(new SetAside(candidate.change(), why)));
    sorted.setAside().forEach(record -> records.add(record(record.change(), why, record.reason())));
    event
        .unreadable()
        .forEach(record -> records.add(record(record.change(), why, record.reason())));
    connection.setAutoCommit(false);
    Removals.put(connection, sorted.removals());
    var put = Quarantine.put(connection, event.source(), records).size();
    connection.commit();
    return new Taken(put, records.size() - put, sorted.removals().size(), sorted.passedOver());
  }

  private static SetAside record(TripChange change, String why, String fault) {
    return new SetAside(change, why + "\n" + fault);
  }
}
