package farestream.checkpoint;

/// Identifies a shard of a stream.
public record ShardKey(String streamArn, String shardId) {}
