package farestream.dynamodb.stream;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.store.Store;
import farestream.dynamodb.store.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Maintains streams: rotates and splits shards, trims records, and deletes shards and streams
/// that are empty for good. Thread-safe.
public final class StreamUpkeep {
  /// The time for which DynamoDB keeps a shard open.
  public static final Duration ROTATION = Duration.ofHours(4);

  // Writes of items wait while a transaction deletes records.
  private static final int MAX_DELETED_PER_SHARD = 2_000;

  private final Store store;
  private final Streams streams;
  private final InstantSource clock;
  private final Duration rotation;

  /// @param rotation the time for which a shard stays open: [#ROTATION], or less in tests
  public StreamUpkeep(Store store, Streams streams, InstantSource clock, Duration rotation) {
    this.store = store;
    this.streams = streams;
    this.clock = clock;
    this.rotation = rotation;
  }

  /// Rotates the shards that are due and trims the records that are older than the retention
  /// period.
  public void sweep() {
    for (var stream : store.read(reader -> streams.definitions().list(reader, null, null))) {
      store.write(writer -> rotateDue(writer, stream));
      trim(stream, streams.horizon());
    }
  }

  /// @return the number of rotated shards
  private int rotateDue(Writer writer, Stream stream) {
    var due = clock.instant().minus(rotation).toEpochMilli();
    var shards =
        current(writer, stream).openShards().stream()
            .filter(shard -> shard.createdMillis() <= due)
            .toList();
    shards.forEach(shard -> close(writer, current(writer, stream), shard, false));
    return shards.size();
  }

  /// Closes an open shard and opens one child for its partitions.
  ///
  /// @param shardId the shard to close; null for all open shards
  /// @return the shards that are open afterwards
  public List<Shard> rotate(Stream stream, @Nullable String shardId) {
    return store.write(writer -> closeAll(writer, stream, shardId, false));
  }

  /// Closes an open shard and opens two children, each for half of its partitions.
  ///
  /// @param shardId the shard to close; null for all open shards
  /// @return the shards that are open afterwards
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
      throw ServiceException.validation("The stream has no open shard with this id");
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

  /// Deletes the records up to a sequence number and the closed shards that have no records left.
  /// Stops early if the thread is interrupted.
  public void trim(Stream stream, long upTo) {
    var hasMore = true;
    while (hasMore && !Thread.currentThread().isInterrupted()) {
      hasMore = store.write(writer -> trimPage(writer, current(writer, stream), upTo));
    }
  }

  /// Deletes all current records.
  public void trim(Stream stream) {
    trim(stream, streams.sequences().latest());
  }

  public void trimOlder(Stream stream, Instant than) {
    trim(stream, SequenceNumbers.at(than) - 1);
  }

  /// Deletes one page of records of each shard.
  ///
  /// @return whether there are more records to delete
  private boolean trimPage(Writer writer, Stream stream, long upTo) {
    var trimmed = stream;
    var hasMore = false;
    for (var shard : stream.shards()) {
      var last = streams.records().delete(writer, stream, shard, upTo, MAX_DELETED_PER_SHARD);
      var next = last > 0 ? shard.trimmedTo(last) : shard;
      var left = streams.records().last(writer, stream, shard, Long.MAX_VALUE);
      hasMore |= last > 0 && streams.records().last(writer, stream, shard, upTo) > 0;
      var isOver = left == 0 && !shard.isOpen() && shard.endsBy(upTo);
      trimmed = isOver ? trimmed.without(shard) : trimmed.with(next);
    }
    if (trimmed.isOver()) {
      streams.definitions().delete(writer, stream);
    } else if (!trimmed.equals(stream)) {
      streams.definitions().put(writer, trimmed);
    }
    return hasMore;
  }

  /// Returns the current definition of a stream. If the stream no longer exists, the result has no
  /// shards, so that nothing is done.
  private Stream current(Writer writer, Stream stream) {
    var current = streams.definitions().find(writer, stream.table(), stream.label());
    return current == null ? stream.with(List.of(), 0) : current;
  }
}
