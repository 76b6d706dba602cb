package farestream.worker;

import farestream.checkpoint.Checkpoint;
import farestream.checkpoint.Checkpoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/// The lag of the ledger: records in the stream that aren't applied yet.
///
/// @param records their number; a lower bound if `more` is true
/// @param more whether a shard had more records than one read returns
/// @param oldest when the oldest of them was written; absent if there are none
public record Backlog(long records, boolean more, Optional<Instant> oldest) {

  /// Reads one page of each unfinished shard from its checkpoint.
  public static Backlog of(TripStreams streams, Connection connection) throws SQLException {
    var backlog = new Backlog(0, false, Optional.empty());
    var checkpoints = Checkpoints.all(connection);
    for (var stream : streams.oldestFirst()) {
      for (var shard : stream.shards()) {
        var key = stream.key(shard.shardId());
        var checkpoint = checkpoints.getOrDefault(key, Checkpoint.start(key));
        if (!checkpoint.finished()) {
          backlog = backlog.plus(ofShard(stream, checkpoint));
        }
      }
    }
    return backlog;
  }

  private static Backlog ofShard(TripStream stream, Checkpoint from) {
    var records = records(stream, from);
    var oldest =
        records.stream().findFirst().map(record -> record.dynamodb().approximateCreationDateTime());
    return new Backlog(records.size(), records.size() >= TripStream.MAX_RECORDS, oldest);
  }

  /// Reads one page. Expired records are just not counted; the worker records the gap.
  private static List<Record> records(TripStream stream, Checkpoint from) {
    var shardId = from.shard().shardId();
    try {
      return stream.records(stream.iterator(shardId, from.sequenceNumber())).records();
    } catch (TrimmedDataAccessException trimmed) {
      return stream.records(stream.iteratorAtHorizon(shardId)).records();
    }
  }

  private Backlog plus(Backlog other) {
    var older =
        oldest.isEmpty() || other.oldest.filter(oldest.get()::isAfter).isPresent()
            ? other.oldest
            : oldest;
    return new Backlog(records + other.records, more || other.more, older);
  }
}
