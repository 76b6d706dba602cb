package farestream.worker;

import farestream.ledger.Checkpoint;
import farestream.ledger.Gap;
import farestream.ledger.ShardKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.SequenceNumberRange;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/// The shards that a table's streams have now, held against how far each was applied: which may be
/// read, and which are gone before they were read to their end.
final class Shards {
  private final TripStreams streams;
  private final Map<ShardKey, Checkpoint> checkpoints;

  /// @param checkpoints of every stream that was ever read
  Shards(TripStreams streams, Map<ShardKey, Checkpoint> checkpoints) {
    this.streams = streams;
    this.checkpoints = new HashMap<>(checkpoints);
  }

  /// @param ready of the oldest stream that isn't finished: the shards whose parent is finished
  /// @param gone shards that can no longer be read and are not finished
  /// @param unseen shards that have no checkpoint yet. They get one, so that it is known when one
  /// is     dropped that was never read
  record Look(List<Ready> ready, List<Gap> gone, List<Checkpoint> unseen) {}

  /// A shard that may be read, and from where.
  ///
  /// @param firstNumber the sequence number at which the shard begins
  record Ready(TripStream stream, Checkpoint from, Optional<String> firstNumber) {}

  void moved(Checkpoint checkpoint) {
    checkpoints.merge(
        checkpoint.shard(),
        checkpoint,
        (former, next) ->
            new Checkpoint(
                next.shard(), next.sequenceNumber().or(former::sequenceNumber), next.finished()));
  }

  Look look() {
    var ready = new ArrayList<Ready>();
    var gone = new ArrayList<Gap>();
    var unseen = new ArrayList<Checkpoint>();
    var there = new HashSet<ShardKey>();
    var allFinished = true;
    for (var stream : streams.oldestFirst()) {
      var shards = stream.shards();
      var keys = shards.stream().map(shard -> stream.key(shard.shardId()));
      var ofStream = keys.collect(Collectors.toSet());
      there.addAll(ofStream);
      for (var shard : shards) {
        var parent = parent(stream, shard);
        // Named and not there: it was dropped a day after it was closed.
        parent
            .filter(key -> !ofStream.contains(key) && !isFinished(key))
            .ifPresent(key -> gone.add(new Gap(key, place(key).sequenceNumber())));
        var key = stream.key(shard.shardId());
        if (!checkpoints.containsKey(key)) {
          unseen.add(Checkpoint.start(key));
        }
        var mayBeRead = parent.isEmpty() || isFinished(parent.get());
        if (allFinished && !isFinished(key) && mayBeRead) {
          ready.add(new Ready(stream, place(key), firstNumber(shard)));
        }
      }
      allFinished &= ofStream.stream().allMatch(this::isFinished);
    }
    gone.addAll(vanished(there));
    return new Look(ready, gone.stream().distinct().toList(), unseen);
  }

  private List<Gap> vanished(Set<ShardKey> there) {
    return checkpoints.values().stream()
        .filter(checkpoint -> !checkpoint.finished())
        .filter(checkpoint -> streams.isOfTable(checkpoint.shard().streamArn()))
        .filter(checkpoint -> !there.contains(checkpoint.shard()))
        .map(checkpoint -> new Gap(checkpoint.shard(), checkpoint.sequenceNumber()))
        .toList();
  }

  private static Optional<ShardKey> parent(TripStream stream, Shard shard) {
    return Optional.ofNullable(shard.parentShardId()).map(stream::key);
  }

  private static Optional<String> firstNumber(Shard shard) {
    return Optional.ofNullable(shard.sequenceNumberRange())
        .map(SequenceNumberRange::startingSequenceNumber);
  }

  private Checkpoint place(ShardKey key) {
    return checkpoints.getOrDefault(key, Checkpoint.start(key));
  }

  private boolean isFinished(ShardKey key) {
    return place(key).finished();
  }
}
