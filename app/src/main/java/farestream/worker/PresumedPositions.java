package farestream.worker;

import static java.util.stream.Collectors.groupingBy;

import farestream.checkpoint.Checkpoint;
import farestream.checkpoint.ShardKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/// Estimates how far a stream was applied if the ledger has no checkpoint of it, because another
/// program such as AWS Lambda reads it and keeps its checkpoints to itself. Everything written
/// before a given time counts as applied. A stream can't be read from a point in time, but no
/// record of a child shard is older than its parent's, so a shard with a child that starts before
/// that time is skipped as a whole.
final class PresumedPositions {
  private final TripStream stream;
  private final Instant appliedUntil;
  private final Map<String, List<Shard>> children;
  private final Map<String, Checkpoint> positions = new HashMap<>();

  private PresumedPositions(TripStream stream, Instant appliedUntil, List<Shard> shards) {
    this.stream = stream;
    this.appliedUntil = appliedUntil;
    this.children =
        shards.stream()
            .filter(shard -> shard.parentShardId() != null)
            .collect(groupingBy(Shard::parentShardId));
  }

  /// @param appliedUntil records written at or after this time may not be applied yet
  static Map<ShardKey, Checkpoint> of(TripStream stream, Instant appliedUntil) {
    var shards = stream.shards();
    var presumed = new PresumedPositions(stream, appliedUntil, shards);
    var positions = new HashMap<ShardKey, Checkpoint>();
    for (var shard : shards) {
      var position = presumed.position(shard);
      positions.put(position.shard(), position);
    }
    return positions;
  }

  private Checkpoint position(Shard shard) {
    var known = positions.get(shard.shardId());
    if (known != null) {
      return known;
    }
    var position =
        children.getOrDefault(shard.shardId(), List.of()).stream().anyMatch(this::startsBeforeLimit)
            ? new Checkpoint(stream.key(shard.shardId()), Optional.empty(), true)
            : read(shard.shardId());
    positions.put(shard.shardId(), position);
    return position;
  }

  private boolean startsBeforeLimit(Shard shard) {
    var position = position(shard);
    return position.finished() || position.sequenceNumber().isPresent();
  }

  private Checkpoint read(String shardId) {
    var pages = new ShardPages(stream, shardId, Optional.empty());
    var last = Optional.<String>empty();
    for (var page = pages.next(); !page.isEmpty(); page = pages.next()) {
      for (var record : page) {
        if (!record.dynamodb().approximateCreationDateTime().isBefore(appliedUntil)) {
          return new Checkpoint(stream.key(shardId), last, false);
        }
        last = Optional.of(record.dynamodb().sequenceNumber());
      }
    }
    return new Checkpoint(stream.key(shardId), last, pages.ended() && last.isPresent());
  }
}
