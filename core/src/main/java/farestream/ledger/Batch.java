package farestream.ledger;

import farestream.stream.TripChange;
import java.util.List;
import java.util.Optional;

/// Changes to be applied together, in their order.
///
/// @param source the stream's ARN, or what else tells where the changes come from
/// @param progress absent for a reader that keeps its place elsewhere, as Lambda does
public record Batch(String source, List<TripChange> changes, Optional<Progress> progress) {

  /// Where the shards stand once the batch is applied.
  ///
  /// @param epoch of the reader, from [StreamReader#takeOver(java.sql.Connection)]
  public record Progress(long epoch, List<Checkpoint> checkpoints) {}
}
