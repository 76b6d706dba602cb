package farestream.worker;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/// One shard page by page, for whoever only looks: every reader's place stays as it is.
final class ShardPages {
  /// An empty page may come before others that aren't: DynamoDB answers with what it has looked
  /// through in one go.
  private static final int EMPTY_IN_A_ROW = 5;

  private final TripStream stream;
  private final String shardId;
  private Optional<String> after;
  private @Nullable String iterator;
  private boolean ended;

  /// @param after absent to begin with the oldest record there is
  ShardPages(TripStream stream, String shardId, Optional<String> after) {
    this.stream = stream;
    this.shardId = shardId;
    this.after = after;
  }

  /// The next records; none where there are none yet, or no more.
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

  /// The shard is closed, and was read to its end.
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
