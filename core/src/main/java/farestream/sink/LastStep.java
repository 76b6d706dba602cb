package farestream.sink;

import java.sql.SQLException;
import java.util.List;

/// A caller's own writes at the end of a batch's transaction.
public interface LastStep {

  /// @param done the counts that will be committed
  /// @param rejected the rejected changes, including those that were quarantined before
  /// @return false to roll the batch back, because a concurrent transaction came first
  boolean write(BatchOutcome.Committed done, List<RejectedChange> rejected) throws SQLException;
}
