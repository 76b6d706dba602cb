package farestream.worker;

import farestream.checkpoint.Checkpoint;
import farestream.checkpoint.ShardKey;
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

/// The trips of which the streams hold records beyond where they were applied. Reads page by page,
/// up to what is written while it reads; leaves every other reader's place as it is.
///
/// A stream of which the ledger has no checkpoint at all is read by somebody else, such as AWS
/// Lambda: there a record is pending while it is younger than [#PATIENCE].
public final class PendingTrips {
  /// Far above what a trigger takes when all is well, and what it takes to try a batch some times.
  public static final Duration PATIENCE = Duration.ofMinutes(15);

  /// By how much this machine's clock may be behind DynamoDB's.
  private static final Duration SKEW = Duration.ofSeconds(2);

  private final TripStreams streams;
  private final InstantSource clock;

  /// By stream, found once: later looks begin there.
  private final Map<String, Map<ShardKey, Checkpoint>> presumed = new HashMap<>();

  public PendingTrips(TripStreams streams, InstantSource clock) {
    this.streams = streams;
    this.clock = clock;
  }

  /// Takes a page's keys; a trip may come more than once.
  public interface Keys {
    void keys(List<TripKey> keys) throws SQLException;
  }

  /// @param applied how far each shard was, as the ledger knows it
  public void read(Map<ShardKey, Checkpoint> applied, Keys keys) throws SQLException {
    var enough = clock.instant().plus(SKEW);
    for (var stream : streams.oldestFirst()) {
      var places = places(stream, applied);
      for (var shard : stream.shards()) {
        var key = stream.key(shard.shardId());
        var place = places.getOrDefault(key, Checkpoint.start(key));
        if (!place.finished()) {
          read(new ShardPages(stream, shard.shardId(), place.sequenceNumber()), enough, keys);
        }
      }
    }
  }

  private Map<ShardKey, Checkpoint> places(TripStream stream, Map<ShardKey, Checkpoint> applied) {
    return applied.keySet().stream().anyMatch(shard -> shard.streamArn().equals(stream.arn()))
        ? applied
        : presumed.computeIfAbsent(
            stream.arn(), _ -> PresumedPositions.of(stream, clock.instant().minus(PATIENCE)));
  }

  private static void read(ShardPages pages, Instant enough, Keys keys) throws SQLException {
    for (var page = pages.next(); !page.isEmpty(); page = pages.next()) {
      keys.keys(page.stream().map(PendingTrips::key).toList());
      if (page.getLast().dynamodb().approximateCreationDateTime().isAfter(enough)) {
        return;
      }
    }
  }

  private static TripKey key(Record record) {
    var keys = record.dynamodb().keys();
    return new TripKey(text(keys, "riderid"), text(keys, "tripinfo"));
  }

  private static String text(Map<String, AttributeValue> keys, String name) {
    return Objects.requireNonNull(keys.get(name), name).s();
  }
}
