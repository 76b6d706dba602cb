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

/// The current shards of a table's streams, compared with their checkpoints: which can be read,
/// and which expired before they were read completely.
final class Shards {
  private final TripStreams streams;
  private final Map<ShardKey, Checkpoint> checkpoints;

  /// @param checkpoints of all streams that were ever read
  Shards(TripStreams streams, Map<ShardKey, Checkpoint> checkpoints) {
    this.streams = streams;
    this.checkpoints = new HashMap<>(checkpoints);
  }

  /// @param ready the shards of the oldest unfinished stream whose parents are finished
  /// @param gone shards that can no longer be read and are unfinished
  /// @param added shards without a checkpoint; each gets one, so that a shard that expires unread
  ///     is detected
  record Discovery(List<Ready> ready, List<Gap> gone, List<Checkpoint> added) {}

  /// A shard that can be read, with its checkpoint.
  ///
  /// @param firstNumber the first sequence number of the shard; absent if the shard isn't listed
  record Ready(TripStream stream, Checkpoint from, Optional<String> firstNumber) {}

  void advance(Checkpoint checkpoint) {
    checkpoints.merge(
        checkpoint.shard(),
        checkpoint,
        (previous, next) ->
            new Checkpoint(
                next.shard(), next.sequenceNumber().or(previous::sequenceNumber), next.finished()));
  }

  Discovery discover() {
    var ready = new ArrayList<Ready>();
    var gone = new ArrayList<Gap>();
    var added = new ArrayList<Checkpoint>();
    var listed = new HashSet<ShardKey>();
    for (var stream : streams.oldestFirst()) {
      var shards = stream.shards();
      shards.forEach(shard -> listed.add(stream.key(shard.shardId())));
      for (var shard : shards) {
        var key = stream.key(shard.shardId());
        var parent = parent(stream, shard);
        // A parent that isn't listed has usually expired, a day after it was closed.
        parent.filter(named -> !listed.contains(named)).flatMap(this::ifGone).ifPresent(gone::add);
        if (!checkpoints.containsKey(key)) {
          added.add(Checkpoint.start(key));
        }
        if (!isFinished(key) && parent.map(this::isFinished).orElse(true)) {
          ready.add(new Ready(stream, checkpoint(key), firstNumber(shard)));
        }
      }
    }
    for (var shard : unlisted(listed)) {
      var gap = ifGone(shard);
      gap.ifPresent(gone::add);
      if (gap.isEmpty() && checkpoint(shard).sequenceNumber().isPresent()) {
        ready.add(new Ready(streams.of(shard), checkpoint(shard), Optional.empty()));
      }
    }
    var oldest = oldestUnfinished(listed);
    ready.removeIf(shard -> !shard.stream().arn().equals(oldest));
    return new Discovery(ready, gone.stream().distinct().toList(), added);
  }

  /// Returns the ARN of the stream to read. A stream is read once all earlier streams are
  /// finished, including shards that the listing omits. ARNs sort by age: they end in the time at
  /// which the stream was enabled.
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

  /// Returns unfinished shards that have expired, or that the listing omits although they exist.
  private List<ShardKey> unlisted(Set<ShardKey> listed) {
    return ofTable().filter(shard -> !listed.contains(shard) && !isFinished(shard)).toList();
  }

  private Optional<Gap> ifGone(ShardKey shard) {
    return isFinished(shard) || !streams.of(shard).isGone(shard.shardId())
        ? Optional.empty()
        : Optional.of(new Gap(shard, checkpoint(shard).sequenceNumber()));
  }

  private static Optional<ShardKey> parent(TripStream stream, Shard shard) {
    return Optional.ofNullable(shard.parentShardId()).map(stream::key);
  }

  private static Optional<String> firstNumber(Shard shard) {
    return Optional.ofNullable(shard.sequenceNumberRange())
        .map(SequenceNumberRange::startingSequenceNumber);
  }

  private Checkpoint checkpoint(ShardKey key) {
    return checkpoints.getOrDefault(key, Checkpoint.start(key));
  }

  private boolean isFinished(ShardKey key) {
    return checkpoint(key).finished();
  }
}
