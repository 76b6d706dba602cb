package farestream.worker;

import farestream.checkpoint.Checkpoint;
import farestream.stream.TripChange;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/// Reads one shard page by page from its checkpoint.
final class ShardReader {
  private final TripStream stream;
  private final String shardId;
  private final Optional<String> firstNumber;
  private Optional<String> after;
  private boolean fromHorizon;
  private Optional<String> iterator = Optional.empty();

  /// @param firstNumber the first sequence number of the shard, if known
  ShardReader(TripStream stream, Checkpoint from, Optional<String> firstNumber) {
    this.stream = stream;
    this.shardId = from.shard().shardId();
    this.firstNumber = firstNumber;
    this.after = from.sequenceNumber();
  }

  /// The result of one read.
  sealed interface Page {

    /// @param checkpoint of the shard once the changes are applied
    record Read(List<TripChange> changes, Checkpoint checkpoint) implements Page {}

    /// The records after the checkpoint have expired. The next page starts with the oldest
    /// available record.
    ///
    /// @param checkpoint of the shard before the gap
    record Trimmed(Checkpoint checkpoint) implements Page {}
  }

  Page next() {
    try {
      return read();
    } catch (ExpiredIteratorException expired) {
      iterator = Optional.empty();
      return new Page.Read(List.of(), checkpoint(false));
    } catch (TrimmedDataAccessException trimmed) {
      var checkpoint = checkpoint(false);
      fromHorizon = true;
      iterator = Optional.empty();
      return new Page.Trimmed(checkpoint);
    }
  }

  private Page read() {
    var response = stream.records(iterator.orElseGet(this::iterator));
    iterator = Optional.ofNullable(response.nextShardIterator());
    var changes = response.records().stream().map(RecordAdapter::change).toList();
    if (!changes.isEmpty()) {
      after = Optional.of(changes.getLast().sequenceNumber());
      fromHorizon = false;
    }
    return new Page.Read(changes, checkpoint(iterator.isEmpty()));
  }

  /// Starts an unread shard at its first sequence number instead of at the trim horizon, so that
  /// expired records cause an error instead of being skipped silently.
  private String iterator() {
    if (fromHorizon) {
      return stream.iteratorAtHorizon(shardId);
    }
    return after
        .map(number -> stream.iteratorAfter(shardId, number))
        .or(() -> firstNumber.map(number -> stream.iteratorAt(shardId, number)))
        .orElseGet(() -> stream.iteratorAtHorizon(shardId));
  }

  private Checkpoint checkpoint(boolean finished) {
    return new Checkpoint(stream.key(shardId), after, finished);
  }
}
