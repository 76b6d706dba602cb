package farestream.checkpoint;

import java.util.List;

/// Where the shards of a reader stand once a batch is applied.
///
/// @param epoch of the reader, from [ReaderEpoch#takeOver(java.sql.Connection)]; a commit under an
///     earlier epoch than the latest is refused
public record ReaderProgress(long epoch, List<Checkpoint> checkpoints) {}
