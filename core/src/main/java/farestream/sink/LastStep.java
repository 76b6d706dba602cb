package farestream.sink;

import java.sql.SQLException;
import java.util.List;

/// A caller's own writes in the transaction of a batch; they come last.
public interface LastStep {

  /// @param rejected of the batch, including those that were in quarantine already
  /// @return false to roll the batch back, because another transaction came first
  boolean write(BatchOutcome.Committed done, List<RejectedChange> rejected) throws SQLException;
}
