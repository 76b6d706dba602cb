package farestream.worker;

import farestream.ledger.Batch;
import farestream.ledger.Checkpoint;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/// Reads one shard from where it stands to its end, or for ever while it stays open.
final class ShardReader {
  /// How long an idle shard is left alone. DynamoDB allows five reads a second of each shard, and a
  /// trip is to be in the ledger within 300 ms.
  private static final long POLL_MILLIS = 100;

  private static final Logger log = LoggerFactory.getLogger("farestream.worker");

  private final TripStream stream;
  private final Applier applier;
  private final String shardId;
  private Optional<String> sequenceNumber;

  /// Where batches go, one at a time.
  interface Applier {
    void apply(TripStream stream, Batch batch) throws SQLException, InterruptedException;
  }

  ShardReader(TripStream stream, Applier applier, Checkpoint from) {
    this.stream = stream;
    this.applier = applier;
    this.shardId = from.shardId();
    this.sequenceNumber = from.sequenceNumber();
  }

  /// Returns when the shard is finished and that is committed.
  void readToTheEnd() throws SQLException, InterruptedException {
    var iterator = Optional.of(stream.iterator(shardId, sequenceNumber));
    while (iterator.isPresent()) {
      var response = read(iterator.get());
      iterator = Optional.ofNullable(response.nextShardIterator());
      var finished = iterator.isEmpty();
      if (!response.records().isEmpty() || finished) {
        apply(response, finished);
      } else {
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  private GetRecordsResponse read(String iterator) throws InterruptedException {
    try {
      return stream.records(iterator);
    } catch (ExpiredIteratorException expired) {
      return stream.records(stream.iterator(shardId, sequenceNumber));
    } catch (TrimmedDataAccessException trimmed) {
      log.error(
          "shard {} was trimmed beyond {}: changes are lost to the stream, compare both sides",
          shardId,
          sequenceNumber.orElse("its start"));
      return stream.records(stream.iterator(shardId, Optional.empty()));
    }
  }

  private void apply(GetRecordsResponse response, boolean finished)
      throws SQLException, InterruptedException {
    var changes = response.records().stream().map(RecordAdapter::change).toList();
    if (!changes.isEmpty()) {
      sequenceNumber = Optional.of(changes.getLast().sequenceNumber());
    }
    var checkpoint = new Checkpoint(shardId, sequenceNumber, finished);
    applier.apply(stream, new Batch(stream.arn(), changes, Optional.of(checkpoint)));
  }
}
