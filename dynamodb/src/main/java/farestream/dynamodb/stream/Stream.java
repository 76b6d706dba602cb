package farestream.dynamodb.stream;

import farestream.dynamodb.table.KeySchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The definition of a stream: the changes of one table since the stream was enabled. After the
/// stream is disabled or its table is deleted, it stays readable until its records are trimmed.
///
/// @param label the time of creation in UTC, which distinguishes the ARN from those of earlier
///     streams of the table
/// @param key the key of the table
/// @param disabled the time when the stream was disabled; null while it is enabled
/// @param shards the shards in the order of their creation
/// @param nextShard the number of the next shard
/// @param keyspace the keyspace of the records
public record Stream(
    String table,
    String label,
    ViewType view,
    KeySchema key,
    Instant created,
    @Nullable Instant disabled,
    List<Shard> shards,
    int nextShard,
    int keyspace) {

  /// The protocol's `StreamViewType`: the images in a record in addition to the key.
  public enum ViewType {
    KEYS_ONLY,
    NEW_IMAGE,
    OLD_IMAGE,
    NEW_AND_OLD_IMAGES;

    boolean hasNew() {
      return this == NEW_IMAGE || this == NEW_AND_OLD_IMAGES;
    }

    boolean hasOld() {
      return this == OLD_IMAGE || this == NEW_AND_OLD_IMAGES;
    }
  }

  public boolean isEnabled() {
    return disabled == null;
  }

  /// Returns the stream without the closed shards that have no records above the trim horizon.
  Stream visible(long horizon) {
    return with(shards.stream().filter(shard -> !shard.endsBy(horizon)).toList(), nextShard);
  }

  /// Returns whether the stream is disabled and has no shards left.
  boolean isOver() {
    return !isEnabled() && shards.isEmpty();
  }

  public @Nullable Shard shard(String id) {
    return shards.stream().filter(shard -> shard.id().equals(id)).findFirst().orElse(null);
  }

  @Nullable Shard shard(int number) {
    return shards.stream().filter(shard -> shard.number() == number).findFirst().orElse(null);
  }

  public List<Shard> openShards() {
    return shards.stream().filter(Shard::isOpen).toList();
  }

  /// Returns the open shard of a partition. An enabled stream always has one.
  Shard shardOf(int hash) {
    return shards.stream()
        .filter(shard -> shard.isOpen() && shard.has(hash))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no open shard has the hash " + hash));
  }

  Stream with(List<Shard> newShards, int newNextShard) {
    return new Stream(
        table, label, view, key, created, disabled, newShards, newNextShard, keyspace);
  }

  Stream with(Shard changed) {
    var changedShards = new ArrayList<>(shards);
    changedShards.replaceAll(shard -> shard.number() == changed.number() ? changed : shard);
    return with(changedShards, nextShard);
  }

  Stream without(Shard removed) {
    return with(
        shards.stream().filter(shard -> shard.number() != removed.number()).toList(), nextShard);
  }

  Stream disabledAt(Instant when, List<Shard> closed) {
    return new Stream(table, label, view, key, created, when, closed, nextShard, keyspace);
  }
}
