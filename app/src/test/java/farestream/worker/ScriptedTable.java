package farestream.worker;

import farestream.trip.TripKey;
import farestream.worker.ScriptedRecord.Meaning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A simulated table with its streams. It holds the current items and everything that was ever
/// written, and changes its shards on command. It is deterministic.
final class ScriptedTable {
  static final String NAME = "trips";

  private final SplittableRandom random;
  private final Map<TripKey, Map<String, AttributeValue>> items = new LinkedHashMap<>();
  private final List<String> streamArns = new ArrayList<>();
  private final Map<String, ScriptedShard> shards = new LinkedHashMap<>();
  private final Map<String, ScriptedShard> roots = new HashMap<>();
  private long sequence;

  ScriptedTable(SplittableRandom random) {
    this.random = random;
    switchOn();
  }

  /// Returns the streams that aren't gone, oldest first.
  List<String> streams() {
    return streamArns.stream().filter(arn -> !shardsOf(arn).isEmpty()).toList();
  }

  /// Returns all shards that ever existed, in the order of their creation.
  List<ScriptedShard> everyShard() {
    return List.copyOf(shards.values());
  }

  List<ScriptedShard> shardsOf(String streamArn) {
    return shards.values().stream()
        .filter(shard -> shard.streamArn().equals(streamArn) && !shard.isGone())
        .toList();
  }

  Optional<ScriptedShard> shard(String id) {
    return Optional.ofNullable(shards.get(id)).filter(shard -> !shard.isGone());
  }

  List<ScriptedShard> openShards() {
    return shardsOf(streamArns.getLast()).stream().filter(shard -> !shard.isClosed()).toList();
  }

  Map<TripKey, Map<String, AttributeValue>> items() {
    return Collections.unmodifiableMap(items);
  }

  /// @param item absent to remove the item
  void write(TripKey key, Optional<Map<String, AttributeValue>> item, Meaning meaning) {
    var previous = Optional.ofNullable(items.get(key));
    item.ifPresentOrElse(next -> items.put(key, Map.copyOf(next)), () -> items.remove(key));
    sequence += 1 + random.nextInt(5);
    var home = home(key);
    home.records()
        .add(
            new ScriptedRecord(home.id(), sequence, key, meaning, previous, item.map(Map::copyOf)));
  }

  /// Disables the stream, if it is enabled, and enables it again. The previous one can still be
  /// read.
  void switchOn() {
    if (!streamArns.isEmpty()) {
      openShards().forEach(ScriptedShard::close);
    }
    var label = "2026-11-22T00:00:%02d.000".formatted(streamArns.size());
    var arn = "arn:aws:dynamodb:us-east-1:0:table/%s/stream/%s".formatted(NAME, label);
    streamArns.add(arn);
    roots.put(arn, newShard(arn, Optional.empty()));
  }

  /// Rotates a shard, as happens every four hours.
  void rotate(ScriptedShard shard) {
    shard.close();
    var _ = newShard(shard.streamArn(), Optional.of(shard));
  }

  void split(ScriptedShard shard) {
    rotate(shard);
    var _ = newShard(shard.streamArn(), Optional.of(shard));
  }

  /// Drops all records up to that number, as if they were a day old, and some of the closed
  /// shards without younger records, parents before children.
  ///
  /// @param covered whether a checkpoint covers a record
  void age(long number, Predicate<ScriptedRecord> covered) {
    for (var shard : shards.values()) {
      if (!shard.isGone()) {
        shard.trim(number, covered);
        if (shard.isAllTrimmed(number) && random.nextInt(3) > 0) {
          shard.vanish();
        }
      }
    }
  }

  /// Returns the highest sequence number assigned so far.
  long latest() {
    return sequence;
  }

  private ScriptedShard newShard(String arn, Optional<ScriptedShard> parent) {
    var id = "shardId-%05d".formatted(shards.size());
    var shard = new ScriptedShard(arn, id, parent, ++sequence);
    shards.put(id, shard);
    return shard;
  }

  /// Returns the shard of an item. Its records stay in one line of shards.
  private ScriptedShard home(TripKey key) {
    var shard = roots.getOrDefault(streamArns.getLast(), shards.values().iterator().next());
    var bits = key.hashCode() * 0x9E3779B9;
    while (!shard.children().isEmpty()) {
      shard = shard.children().get((bits >>> 31) % shard.children().size());
      bits = Integer.rotateLeft(bits, 1);
    }
    return shard;
  }
}
