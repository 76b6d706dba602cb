package farestream.sink;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What became of one batch.
public sealed interface BatchOutcome {

  /// All of it is in the ledger, and the checkpoints with it.
  ///
  /// @param recorded new rows
  /// @param amended rows replaced, the former kept as history
  /// @param unchanged redelivered, older, or without a difference
  /// @param removed trips of the ledger's whose item was removed: noted, and their rows stay
  /// @param rejected sequence numbers of the records that went to quarantine; those that were there
  ///     already aren't named
  /// @param ignored changes that were no completed trip
  record Committed(
      int recorded, int amended, int unchanged, int removed, List<String> rejected, int ignored)
      implements BatchOutcome {}

  /// The database can't be reached or can't go on, and nothing is known to be committed. That says
  /// nothing against any record.
  ///
  /// @param retryFrom the batch's first record: applying all of it again is safe; absent where the
  ///     batch held none
  record NotCommitted(Optional<String> retryFrom, SQLException outage) implements BatchOutcome {}

  /// Another reader has taken over since; nothing was committed, and nothing of this one will be.
  record Fenced(long epoch) implements BatchOutcome {}
}
