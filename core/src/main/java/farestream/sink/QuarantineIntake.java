package farestream.sink;

import farestream.stream.InvocationRecord;
import farestream.stream.NotAStreamEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;

/// Imports batches that Lambda discarded into the quarantine. A record is quarantined once, however
/// often it is imported.
public final class QuarantineIntake {

  private QuarantineIntake() {}

  /// The result of importing one batch.
  public sealed interface Import {

    /// The batch was imported.
    ///
    /// @param put records that are quarantined now
    /// @param known records that were quarantined before and may have been resolved since
    /// @param removed completed trips whose item was deleted: the removal is recorded
    /// @param ignored changes of trips that aren't completed
    record Taken(int put, int known, int removed, int ignored) implements Import {

      /// Adds the counts of another batch.
      public Taken plus(Taken other) {
        return new Taken(
            put + other.put, known + other.known, removed + other.removed, ignored + other.ignored);
      }
    }

    /// The text isn't an invocation record of Lambda; nothing was imported.
    record NotOne(String why) implements Import {}
  }

  /// Imports a batch in one transaction.
  ///
  /// @param invocationRecord the JSON that Lambda writes to S3 after its last attempt
  public static Import takeIn(Connection connection, String invocationRecord) throws SQLException {
    try {
      return takeIn(connection, InvocationRecord.read(invocationRecord));
    } catch (NotAStreamEvent unreadable) {
      return new Import.NotOne(String.valueOf(unreadable.getMessage()));
    }
  }

  private static Import takeIn(Connection connection, InvocationRecord given) throws SQLException {
    var event = given.event();
    var decided = DecidedBatch.of(event.changes());
    var records = new ArrayList<RejectedChange>();
    for (var acceptedTrip : decided.accepted()) {
      records.add(new RejectedChange(acceptedTrip.change(), given.why()));
    }
    for (var record : decided.rejected()) {
      records.add(new RejectedChange(record.change(), given.why() + "\n" + record.reason()));
    }
    for (var record : event.unreadable()) {
      records.add(new RejectedChange(record.change(), given.why() + "\n" + record.reason()));
    }
    connection.setAutoCommit(false);
    var put = QuarantineTable.put(connection, event.source(), records).size();
    var removed = Removals.put(connection, decided.removals());
    connection.commit();
    var known = records.size() - put;
    var ignored = decided.ignored() + decided.removals().size() - removed;
    return new Import.Taken(put, known, removed, ignored);
  }
}
