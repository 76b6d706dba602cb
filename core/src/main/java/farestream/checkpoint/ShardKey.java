package farestream.checkpoint;

/// One shard of one stream.
public record ShardKey(String streamArn, String shardId) {}
