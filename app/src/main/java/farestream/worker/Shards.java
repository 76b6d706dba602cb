package farestream.worker;

import farestream.checkpoint.Checkpoint;
import farestream.checkpoint.Gap;
import farestream.checkpoint.ShardKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
  /// @param unseen shards that have no checkpoint yet: they get one, so that it is known when one
  ///     is dropped that was never read
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
    var listed = new HashSet<ShardKey>();
    for (var stream : streams.oldestFirst()) {
      var shards = stream.shards();
      shards.forEach(shard -> listed.add(stream.key(shard.shardId())));
      for (var shard : shards) {
        var key = stream.key(shard.shardId());
        var parent = parent(stream, shard);
        // Named and not there: as a rule it was dropped a day after it was closed.
        parent.filter(named -> !listed.contains(named)).flatMap(this::ifGone).ifPresent(gone::add);
        if (!checkpoints.containsKey(key)) {
          unseen.add(Checkpoint.start(key));
        }
        if (!isFinished(key) && parent.map(this::isFinished).orElse(true)) {
          ready.add(new Ready(stream, place(key), firstNumber(shard)));
        }
      }
    }
    for (var shard : unlisted(listed)) {
      var gap = ifGone(shard);
      gap.ifPresent(gone::add);
      if (gap.isEmpty() && place(shard).sequenceNumber().isPresent()) {
        ready.add(new Ready(streams.of(shard), place(shard), Optional.empty()));
      }
    }
    var oldest = oldestUnfinished(listed);
    ready.removeIf(shard -> !shard.stream().arn().equals(oldest));
    return new Look(ready, gone.stream().distinct().toList(), unseen);
  }

  /// A stream is read when all before it are finished, also what a listing leaves out of them. The
  /// ARN ends with the time at which the stream was switched on.
  private String oldestUnfinished(Set<ShardKey> listed) {
    return Stream.concat(listed.stream(), ofTable())
        .filter(shard -> !isFinished(shard))
        .map(ShardKey::streamArn)
        .min(Comparator.naturalOrder())
        .orElse("");
  }

  private Stream<ShardKey> ofTable() {
    return checkpoints.keySet().stream().filter(key -> streams.isOfTable(key.streamArn()));
  }

  /// Dropped, or left out by a listing though they are there.
  private List<ShardKey> unlisted(Set<ShardKey> listed) {
    return ofTable().filter(shard -> !listed.contains(shard) && !isFinished(shard)).toList();
  }

  private Optional<Gap> ifGone(ShardKey shard) {
    return isFinished(shard) || !streams.of(shard).isGone(shard.shardId())
        ? Optional.empty()
        : Optional.of(new Gap(shard, place(shard).sequenceNumber()));
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
