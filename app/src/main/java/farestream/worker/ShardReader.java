package farestream.worker;

import farestream.checkpoint.Checkpoint;
import farestream.stream.TripChange;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/// Reads one shard page by page, from where it stands.
final class ShardReader {
  private final TripStream stream;
  private final String shardId;
  private final Optional<String> firstNumber;
  private Optional<String> after;
  private boolean fromHorizon;
  private Optional<String> iterator = Optional.empty();

  /// @param firstNumber of the shard
  ShardReader(TripStream stream, Checkpoint from, Optional<String> firstNumber) {
    this.stream = stream;
    this.shardId = from.shard().shardId();
    this.firstNumber = firstNumber;
    this.after = from.sequenceNumber();
  }

  /// What one read gave.
  sealed interface Page {

    /// @param place where the shard stands once the changes are applied
    record Read(List<TripChange> changes, Checkpoint place) implements Page {}

    /// The stream no longer has what comes next. The page after this one begins with the oldest
    /// record that is still there.
    ///
    /// @param place where the shard stood
    record Trimmed(Checkpoint place) implements Page {}
  }

  Page next() {
    try {
      return read();
    } catch (ExpiredIteratorException expired) {
      iterator = Optional.empty();
      return new Page.Read(List.of(), place(false));
    } catch (TrimmedDataAccessException trimmed) {
      var place = place(false);
      fromHorizon = true;
      iterator = Optional.empty();
      return new Page.Trimmed(place);
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
    return new Page.Read(changes, place(iterator.isEmpty()));
  }

  /// A shard that was not begun is read from its first number and not from the horizon: what was
  /// dropped of it would else be skipped without a word.
  private String iterator() {
    if (fromHorizon) {
      return stream.iteratorAtHorizon(shardId);
    }
    return after
        .map(number -> stream.iteratorAfter(shardId, number))
        .or(() -> firstNumber.map(number -> stream.iteratorAt(shardId, number)))
        .orElseGet(() -> stream.iteratorAtHorizon(shardId));
  }

  private Checkpoint place(boolean finished) {
    return new Checkpoint(stream.key(shardId), after, finished);
  }
}
