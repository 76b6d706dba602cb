package farestream.checkpoint;

import java.util.Optional;

/// A gap in a shard: the stream trimmed records before they were read.
///
/// @param after the sequence number of the last record applied before the gap; absent if no record
///     of the shard was applied
public record Gap(ShardKey shard, Optional<String> after) {}
