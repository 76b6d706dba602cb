package farestream.worker;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/// Reads one shard page by page without a checkpoint of its own, so that no other reader is
/// affected.
final class ShardPages {
  /// Empty pages to read before giving up. DynamoDB returns an empty page if the part of the
  /// shard that it has scanned for one request holds no records.
  private static final int EMPTY_IN_A_ROW = 5;

  private final TripStream stream;
  private final String shardId;
  private Optional<String> after;
  private @Nullable String iterator;
  private boolean ended;

  /// @param after the sequence number to start after; absent to start with the oldest available
  ///     record
  ShardPages(TripStream stream, String shardId, Optional<String> after) {
    this.stream = stream;
    this.shardId = shardId;
    this.after = after;
  }

  /// Returns the next records, or an empty list if there are none yet or the shard has ended.
  List<Record> next() {
    for (var empty = 0; !ended && empty < EMPTY_IN_A_ROW; empty++) {
      var page = page();
      iterator = page.nextShardIterator();
      ended = iterator == null;
      if (!page.records().isEmpty()) {
        after = Optional.of(page.records().getLast().dynamodb().sequenceNumber());
        return page.records();
      }
    }
    return List.of();
  }

  /// Returns whether the shard is closed and was read to its end.
  boolean ended() {
    return ended;
  }

  private GetRecordsResponse page() {
    try {
      return stream.records(Objects.requireNonNullElseGet(iterator, () -> iterator(after)));
    } catch (ExpiredIteratorException expired) {
      return stream.records(iterator(after));
    } catch (TrimmedDataAccessException trimmed) {
      return stream.records(iterator(Optional.empty()));
    }
  }

  private String iterator(Optional<String> from) {
    return stream.iterator(shardId, from);
  }
}
