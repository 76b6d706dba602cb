package farestream.dynamodb.stream;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.store.Store;
import farestream.dynamodb.store.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens to streams besides their records: shards rotate and split, records are trimmed,
/// what is empty and will stay so is removed. Thread-safe.
public final class StreamUpkeep {
  /// How long DynamoDB keeps a shard open.
  public static final Duration ROTATION = Duration.ofHours(4);

  // Writes of items wait while a transaction deletes.
  private static final int MOST_DELETED_AT_ONCE = 2_000;

  private final Store store;
  private final Streams streams;
  private final InstantSource clock;
  private final Duration rotation;

  /// @param rotation how long a shard is open; [#ROTATION] or less for tests
  public StreamUpkeep(Store store, Streams streams, InstantSource clock, Duration rotation) {
    this.store = store;
    this.streams = streams;
    this.clock = clock;
    this.rotation = rotation;
  }

  /// Rotates what is due and deletes what is older than its retention.
  public void sweep() {
    for (var stream : store.read(reader -> streams.definitions().list(reader, null, null))) {
      store.write(writer -> rotateDue(writer, stream));
      trim(stream, streams.horizon());
    }
  }

  /// @return how many shards it has rotated
  private int rotateDue(Writer writer, Stream stream) {
    var due = clock.instant().minus(rotation).toEpochMilli();
    var shards =
        current(writer, stream).openShards().stream()
            .filter(shard -> shard.createdMillis() <= due)
            .toList();
    shards.forEach(shard -> close(writer, current(writer, stream), shard, false));
    return shards.size();
  }

  /// Closes an open shard and lets one child go on with its partitions.
  ///
  /// @param shardId null for all shards that are open
  /// @return the shards that are open then
  public List<Shard> rotate(Stream stream, @Nullable String shardId) {
    return store.write(writer -> closeAll(writer, stream, shardId, false));
  }

  /// Closes an open shard and lets two children share its partitions.
  ///
  /// @param shardId null for all shards that are open
  /// @return the shards that are open then
  public List<Shard> split(Stream stream, @Nullable String shardId) {
    return store.write(writer -> closeAll(writer, stream, shardId, true));
  }

  private List<Shard> closeAll(
      Writer writer, Stream stream, @Nullable String shardId, boolean split) {
    var shards =
        current(writer, stream).openShards().stream()
            .filter(shard -> shardId == null || shard.id().equals(shardId))
            .toList();
    if (shards.isEmpty()) {
      throw ServiceException.validation("No open shard of the stream is named so");
    }
    shards.forEach(shard -> close(writer, current(writer, stream), shard, split));
    return current(writer, stream).openShards();
  }

  private void close(Writer writer, Stream stream, Shard shard, boolean split) {
    var next = stream.with(streams.closed(shard));
    var isDivisible = shard.toHash() - shard.fromHash() > 1;
    var middle = split && isDivisible ? (shard.fromHash() + shard.toHash()) / 2 : shard.toHash();
    next = streams.withShard(next, shard.id(), shard.fromHash(), middle);
    if (middle < shard.toHash()) {
      next = streams.withShard(next, shard.id(), middle, shard.toHash());
    }
    streams.definitions().put(writer, next);
  }

  /// Deletes the records up to a sequence number, and the closed shards of which no record is left.
  /// Ends early if its thread is interrupted.
  public void trim(Stream stream, long upTo) {
    var isMore = true;
    while (isMore && !Thread.currentThread().isInterrupted()) {
      isMore = store.write(writer -> trimSome(writer, current(writer, stream), upTo));
    }
  }

  /// Deletes all records that are there.
  public void trim(Stream stream) {
    trim(stream, streams.sequences().latest());
  }

  public void trimOlder(Stream stream, Instant than) {
    trim(stream, SequenceNumbers.at(than) - 1);
  }

  /// @return whether there is more to delete
  private boolean trimSome(Writer writer, Stream stream, long upTo) {
    var trimmed = stream;
    var isMore = false;
    for (var shard : stream.shards()) {
      var last = streams.records().delete(writer, stream, shard, upTo, MOST_DELETED_AT_ONCE);
      var next = last > 0 ? shard.trimmedTo(last) : shard;
      var left = streams.records().last(writer, stream, shard, Long.MAX_VALUE);
      isMore |= last > 0 && streams.records().last(writer, stream, shard, upTo) > 0;
      var isOver = left == 0 && !shard.isOpen() && shard.endsBy(upTo);
      trimmed = isOver ? trimmed.without(shard) : trimmed.with(next);
    }
    if (trimmed.isOver()) {
      streams.definitions().delete(writer, stream);
    } else if (!trimmed.equals(stream)) {
      streams.definitions().put(writer, trimmed);
    }
    return isMore;
  }

  /// The stream as it is now. Without shards if it is gone by now, so that nothing is done.
  private Stream current(Writer writer, Stream stream) {
    var current = streams.definitions().find(writer, stream.table(), stream.label());
    return current == null ? stream.with(List.of(), 0) : current;
  }
}
