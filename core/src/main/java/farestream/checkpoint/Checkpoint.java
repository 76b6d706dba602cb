package farestream.checkpoint;

import java.util.Optional;

/// The checkpoint of a shard: how far its records have been applied.
///
/// @param sequenceNumber the last record applied; absent if none was
/// @param finished whether the shard is closed and was read to its end, so that its children may be
///     read
public record Checkpoint(ShardKey shard, Optional<String> sequenceNumber, boolean finished) {

  /// Returns the checkpoint of a shard that hasn't been read.
  public static Checkpoint start(ShardKey shard) {
    return new Checkpoint(shard, Optional.empty(), false);
  }
}
