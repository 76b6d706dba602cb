package farestream.sink;

import farestream.stream.InvocationRecord;
import farestream.stream.NotAStreamEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;

/// Puts records into quarantine that a reader gave up before the ledger could take them. Each is
/// put there once, however often it comes.
public final class QuarantineIntake {

  private QuarantineIntake() {}

  /// What became of a batch that Lambda had given up.
  public sealed interface Import {

    /// @param put into quarantine now
    /// @param known there already, perhaps replayed or dropped by now
    /// @param removed completed trips whose item is gone: that is noted, and nothing is left to do
    /// @param ignored no completed trips
    record Taken(int put, int known, int removed, int ignored) implements Import {

      /// Of two batches together.
      public Taken plus(Taken other) {
        return new Taken(
            put + other.put, known + other.known, removed + other.removed, ignored + other.ignored);
      }
    }

    /// It isn't what Lambda writes; nothing was taken.
    record NotOne(String why) implements Import {}
  }

  /// All of a batch, in one transaction.
  ///
  /// @param invocationRecord as Lambda writes it into S3
  public static Import takeIn(Connection connection, String invocationRecord) throws SQLException {
    try {
      return takeIn(connection, InvocationRecord.read(invocationRecord));
    } catch (NotAStreamEvent unreadable) {
      return new Import.NotOne(String.valueOf(unreadable.getMessage()));
    }
  }

  private static Import takeIn(Connection connection, InvocationRecord given) throws SQLException {
    var event = given.event();
    var sorted = DecidedBatch.of(event.changes());
    var records = new ArrayList<RejectedChange>();
    for (var candidate : sorted.accepted()) {
      records.add(new RejectedChange(candidate.change(), given.why()));
    }
    for (var record : sorted.rejected()) {
      records.add(new RejectedChange(record.change(), given.why() + "\n" + record.reason()));
    }
    for (var record : event.unreadable()) {
      records.add(new RejectedChange(record.change(), given.why() + "\n" + record.reason()));
    }
    connection.setAutoCommit(false);
    var put = QuarantineTable.put(connection, event.source(), records).size();
    var removed = Removals.put(connection, sorted.removals());
    connection.commit();
    var known = records.size() - put;
    var ignored = sorted.ignored() + sorted.removals().size() - removed;
    return new Import.Taken(put, known, removed, ignored);
  }
}
