package farestream.checkpoint;

import java.util.List;

/// The checkpoints that a reader commits with a batch.
///
/// @param epoch the reader's epoch, from [ReaderEpoch#takeOver(java.sql.Connection)]; the commit is
///     refused if it isn't the latest
/// @param checkpoints of the shards that the batch read
public record ReaderProgress(long epoch, List<Checkpoint> checkpoints) {}
