package farestream.checkpoint;

import java.util.Optional;

/// How far a shard has been applied.
///
/// @param sequenceNumber of the last record applied; absent if there was none yet
/// @param finished the shard was closed and read to its end, so that its children may be read
public record Checkpoint(ShardKey shard, Optional<String> sequenceNumber, boolean finished) {

  /// Of a shard that was not read yet.
  public static Checkpoint start(ShardKey shard) {
    return new Checkpoint(shard, Optional.empty(), false);
  }
}
