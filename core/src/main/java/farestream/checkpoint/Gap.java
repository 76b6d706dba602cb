package farestream.checkpoint;

import java.util.Optional;

/// Records that the stream had dropped before they were read.
///
/// @param after the last record applied before the gap; absent where none of the shard was
public record Gap(ShardKey shard, Optional<String> after) {}
