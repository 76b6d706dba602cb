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

/// How far a stream was applied of which the ledger has no checkpoint. Somebody else reads it, such
/// as AWS Lambda, and keeps the place to itself; so what was written before a moment is taken as
/// applied. Shards that are older as a whole aren't read: a stream can't be entered at a time, but
/// a child holds nothing that is older than its parent's.
final class PresumedPositions {
  private final TripStream stream;
  private final Instant appliedUntil;
  private final Map<String, List<Shard>> children;
  private final Map<String, Checkpoint> places = new HashMap<>();

  private PresumedPositions(TripStream stream, Instant appliedUntil, List<Shard> shards) {
    this.stream = stream;
    this.appliedUntil = appliedUntil;
    this.children =
        shards.stream()
            .filter(shard -> shard.parentShardId() != null)
            .collect(groupingBy(Shard::parentShardId));
  }

  /// @param appliedUntil what was written from then on may still be on its way
  static Map<ShardKey, Checkpoint> of(TripStream stream, Instant appliedUntil) {
    var shards = stream.shards();
    var presumed = new PresumedPositions(stream, appliedUntil, shards);
    var places = new HashMap<ShardKey, Checkpoint>();
    for (var shard : shards) {
      var place = presumed.place(shard);
      places.put(place.shard(), place);
    }
    return places;
  }

  private Checkpoint place(Shard shard) {
    var known = places.get(shard.shardId());
    if (known != null) {
      return known;
    }
    var place =
        children.getOrDefault(shard.shardId(), List.of()).stream().anyMatch(this::beginsBefore)
            ? new Checkpoint(stream.key(shard.shardId()), Optional.empty(), true)
            : read(shard.shardId());
    places.put(shard.shardId(), place);
    return place;
  }

  private boolean beginsBefore(Shard shard) {
    var place = place(shard);
    return place.finished() || place.sequenceNumber().isPresent();
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
