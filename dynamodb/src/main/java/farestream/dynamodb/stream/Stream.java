package farestream.dynamodb.stream;

import farestream.dynamodb.table.KeySchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The changes of one table from the moment when its stream was enabled. It outlives its being
/// disabled and its table until its records are trimmed.
///
/// @param label the time of its creation, which distinguishes its ARN from those of earlier streams
///     of the table
/// @param key the table's
/// @param disabled when; null while it is enabled
/// @param shards in the order of their creation
/// @param nextShard the number of the next shard
/// @param keyspace where its records are in the store
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

  /// What a record holds besides the key.
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

  /// The stream without the closed shards that hold nothing above the horizon.
  Stream visible(long horizon) {
    return with(shards.stream().filter(shard -> !shard.endsBy(horizon)).toList(), nextShard);
  }

  /// Whether nothing of it is left and nothing more will come.
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

  /// The open shard that has the partition. While the stream is enabled there is one.
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

  Stream without(Shard gone) {
    return with(
        shards.stream().filter(shard -> shard.number() != gone.number()).toList(), nextShard);
  }

  Stream disabledAt(Instant when, List<Shard> closed) {
    return new Stream(table, label, view, key, created, when, closed, nextShard, keyspace);
  }
}
