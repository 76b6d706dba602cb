package farestream.worker;

import farestream.ledger.Checkpoint;
import farestream.ledger.ShardKey;
import farestream.trip.TripKey;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/// The trips of which the stream holds records beyond where it was applied. Reads page by page, up
/// to what is written while it reads; leaves every other reader's place as it is.
public final class PendingTrips {
  /// An empty page may come before others that aren't: DynamoDB answers with what it has looked
  /// through in one go.
  private static final int EMPTY_IN_A_ROW = 5;

  /// By how much this machine's clock may be behind DynamoDB's.
  private static final Duration SKEW = Duration.ofSeconds(2);

  private final Map<ShardKey, Checkpoint> applied;
  private final Keys keys;
  private final Instant enough = Instant.now().plus(SKEW);

  private PendingTrips(Map<ShardKey, Checkpoint> applied, Keys keys) {
    this.applied = applied;
    this.keys = keys;
  }

  /// Takes a page's keys; a trip may come more than once.
  public interface Keys {
    void keys(List<TripKey> keys) throws SQLException;
  }

  /// @param applied how far each shard was
  public static void read(TripStreams streams, Map<ShardKey, Checkpoint> applied, Keys keys)
      throws SQLException {
    var pending = new PendingTrips(applied, keys);
    for (var stream : streams.oldestFirst()) {
      for (var shard : stream.shards()) {
        pending.read(stream, shard.shardId());
      }
    }
  }

  private void read(TripStream stream, String shardId) throws SQLException {
    var key = stream.key(shardId);
    var place = applied.getOrDefault(key, Checkpoint.start(key));
    if (!place.finished()) {
      new Shard(stream, shardId, place.sequenceNumber()).read();
    }
  }

  /// One shard, from where it was applied.
  private final class Shard {
    private final TripStream stream;
    private final String shardId;
    private Optional<String> after;
    private @Nullable String iterator;

    Shard(TripStream stream, String shardId, Optional<String> after) {
      this.stream = stream;
      this.shardId = shardId;
      this.after = after;
    }

    void read() throws SQLException {
      var empty = 0;
      var caughtUp = false;
      do {
        var page = page();
        iterator = page.nextShardIterator();
        var records = page.records();
        if (records.isEmpty()) {
          empty++;
        } else {
          empty = 0;
          after = Optional.of(records.getLast().dynamodb().sequenceNumber());
          caughtUp = records.getLast().dynamodb().approximateCreationDateTime().isAfter(enough);
          keys.keys(records.stream().map(PendingTrips::key).toList());
        }
      } while (iterator != null && empty < EMPTY_IN_A_ROW && !caughtUp);
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

    /// @param from to go on after; absent to begin with the oldest record there is
    private String iterator(Optional<String> from) {
      return stream.iterator(shardId, from);
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
