package farestream.worker;

import farestream.checkpoint.Checkpoint;
import farestream.checkpoint.ShardKey;
import farestream.trip.TripAttribute;
import farestream.trip.TripKey;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// The trips of stream records that aren't applied yet. Reads the streams page by page up to the
/// records written when it started, without affecting other readers' checkpoints.
///
/// A stream without any checkpoint in the ledger is read by another program, such as AWS Lambda.
/// Its records count as pending while they are younger than [#DELIVERY_LIMIT].
public final class PendingTrips {
  /// Far longer than a Lambda trigger normally takes, including some retries of a batch.
  public static final Duration DELIVERY_LIMIT = Duration.ofMinutes(15);

  /// The maximum lag of this machine's clock behind DynamoDB's.
  private static final Duration SKEW = Duration.ofSeconds(2);

  private final TripStreams streams;
  private final InstantSource clock;

  /// Presumed positions by stream ARN. They are found once, and later calls start there.
  private final Map<String, Map<ShardKey, Checkpoint>> presumed = new HashMap<>();

  public PendingTrips(TripStreams streams, InstantSource clock) {
    this.streams = streams;
    this.clock = clock;
  }

  /// Consumes the keys of a page. A trip may occur more than once.
  public interface Keys {
    void keys(List<TripKey> keys) throws SQLException;
  }

  /// @param applied the checkpoints in the ledger
  public void read(Map<ShardKey, Checkpoint> applied, Keys keys) throws SQLException {
    var stopAfter = clock.instant().plus(SKEW);
    for (var stream : streams.oldestFirst()) {
      var positions = positions(stream, applied);
      for (var shard : stream.shards()) {
        var key = stream.key(shard.shardId());
        var position = positions.getOrDefault(key, Checkpoint.start(key));
        if (!position.finished()) {
          read(new ShardPages(stream, shard.shardId(), position.sequenceNumber()), stopAfter, keys);
        }
      }
    }
  }

  private Map<ShardKey, Checkpoint> positions(
      TripStream stream, Map<ShardKey, Checkpoint> applied) {
    return applied.keySet().stream().anyMatch(shard -> shard.streamArn().equals(stream.arn()))
        ? applied
        : presumed.computeIfAbsent(
            stream.arn(), _ -> PresumedPositions.of(stream, clock.instant().minus(DELIVERY_LIMIT)));
  }

  private static void read(ShardPages pages, Instant stopAfter, Keys keys) throws SQLException {
    for (var page = pages.next(); !page.isEmpty(); page = pages.next()) {
      keys.keys(page.stream().map(PendingTrips::key).toList());
      if (page.getLast().dynamodb().approximateCreationDateTime().isAfter(stopAfter)) {
        return;
      }
    }
  }

  private static TripKey key(Record record) {
    var keys = record.dynamodb().keys();
    return new TripKey(text(keys, TripAttribute.RIDERID), text(keys, TripAttribute.TRIPINFO));
  }

  private static String text(Map<String, AttributeValue> keys, String name) {
    return Objects.requireNonNull(keys.get(name), name).s();
  }
}
