package farestream.sink;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The result of applying one batch.
public sealed interface BatchOutcome {

  /// The whole batch is committed, together with its checkpoints.
  ///
  /// @param recorded inserted rows
  /// @param amended updated rows; their previous versions are kept in `trip_history`
  /// @param unchanged changes that were redelivered, older than the row, or equal to it
  /// @param removed recorded trips whose item was deleted: the removal is recorded, the row stays
  /// @param rejected sequence numbers of the newly quarantined records; those that were quarantined
  ///     before aren't listed
  /// @param ignored changes of trips that aren't completed
  record Committed(
      int recorded, int amended, int unchanged, int removed, List<String> rejected, int ignored)
      implements BatchOutcome {}

  /// The database failed or can't be reached. No record is at fault. If the connection was lost
  /// during COMMIT, the batch may be committed; applying all of it again is safe, because the
  /// upsert is idempotent.
  ///
  /// @param retryFrom the lowest sequence number of the batch; absent if the batch has no records
  record NotCommitted(Optional<String> retryFrom, SQLException outage) implements BatchOutcome {}

  /// A reader with a later epoch has taken over. Nothing was committed, and this reader can't
  /// commit any more.
  record Fenced(long epoch) implements BatchOutcome {}
}
