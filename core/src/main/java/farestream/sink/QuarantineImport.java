package farestream.sink;

import farestream.stream.InvalidStreamEvent;
import farestream.stream.InvocationRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;

/// Imports batches that Lambda discarded into the quarantine. A record is quarantined once, however
/// often it is imported.
public final class QuarantineImport {

  private QuarantineImport() {}

  /// The result of importing one batch.
  public sealed interface Outcome {

    /// The batch was imported.
    ///
    /// @param quarantined records that are quarantined now
    /// @param known records that were quarantined before and may have been resolved since
    /// @param removed completed trips whose item was deleted: the removal is recorded
    /// @param ignored changes of trips that aren't completed
    record Imported(int quarantined, int known, int removed, int ignored) implements Outcome {

      /// Adds the counts of another batch.
      public Imported plus(Imported other) {
        return new Imported(
            quarantined + other.quarantined,
            known + other.known,
            removed + other.removed,
            ignored + other.ignored);
      }
    }

    /// The text isn't an invocation record of Lambda; nothing was imported.
    record Invalid(String why) implements Outcome {}
  }

  /// Imports a batch in one transaction.
  ///
  /// @param invocationRecord the JSON that Lambda writes to S3 after its last attempt
  public static Outcome importBatch(Connection connection, String invocationRecord)
      throws SQLException {
    try {
      return importBatch(connection, InvocationRecord.read(invocationRecord));
    } catch (InvalidStreamEvent unreadable) {
      return new Outcome.Invalid(String.valueOf(unreadable.getMessage()));
    }
  }

  private static Outcome importBatch(Connection connection, InvocationRecord given)
      throws SQLException {
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
    return new Outcome.Imported(put, known, removed, ignored);
  }
}
