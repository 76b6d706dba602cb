package farestream.worker;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/// Finds stream records by sequence number, with one read of each shard whose range contains the
/// number. A stream keeps its records for a day.
public final class RecordSearch {
  /// The minimum length of a sequence number that DynamoDB accepts.
  private static final int DIGITS = 21;

  private final TripStreams streams;

  public RecordSearch(TripStreams streams) {
    this.streams = streams;
  }

  /// @param event `INSERT`, `MODIFY` or `REMOVE`
  /// @param createdAt with a precision of seconds
  public record Found(String streamArn, String shardId, String event, Instant createdAt) {}

  /// Returns the records by number. Those that the streams no longer have are left out.
  ///
  /// @param numbers sequence numbers; leading zeros in the stream's text don't matter
  public Map<BigInteger, Found> find(Collection<BigInteger> numbers) {
    var found = new HashMap<BigInteger, Found>();
    for (var stream : numbers.isEmpty() ? List.<TripStream>of() : streams.listed()) {
      for (var shard : stream.shards()) {
        for (var number : numbers) {
          if (holds(shard, number) && !found.containsKey(number)) {
            find(stream, shard.shardId(), number).ifPresent(record -> found.put(number, record));
          }
        }
      }
    }
    return found;
  }

  private static boolean holds(Shard shard, BigInteger number) {
    var range = shard.sequenceNumberRange();
    var last = range.endingSequenceNumber();
    return new BigInteger(range.startingSequenceNumber()).compareTo(number) <= 0
        && (last == null || new BigInteger(last).compareTo(number) >= 0);
  }

  /// Reads the record at the number. Ranges of shards overlap, so the number may be in another
  /// shard.
  private static Optional<Found> find(TripStream stream, String shardId, BigInteger number) {
    try {
      return stream
          .first(stream.iteratorAt(shardId, padded(number)))
          .filter(record -> numberOf(record).equals(number))
          .map(
              record ->
                  new Found(
                      stream.arn(),
                      shardId,
                      record.eventNameAsString(),
                      record.dynamodb().approximateCreationDateTime()));
    } catch (TrimmedDataAccessException | ResourceNotFoundException gone) {
      return Optional.empty();
    } catch (DynamoDbException refused) {
      if (refused.awsErrorDetails().errorCode().equals("ValidationException")) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private static BigInteger numberOf(Record record) {
    return new BigInteger(record.dynamodb().sequenceNumber());
  }

  private static String padded(BigInteger number) {
    var digits = number.toString();
    return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
  }
}
