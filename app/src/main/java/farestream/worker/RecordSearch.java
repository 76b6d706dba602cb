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

/// Finds a record of the streams by its sequence number: one look at each shard whose range holds
/// the number. A stream keeps its records for a day.
public final class RecordSearch {
  /// The shortest that DynamoDB takes.
  private static final int DIGITS = 21;

  private final TripStreams streams;

  public RecordSearch(TripStreams streams) {
    this.streams = streams;
  }

  /// @param event `INSERT`, `MODIFY` or `REMOVE`
  /// @param createdAt to the second
  public record Found(String streamArn, String shardId, String event, Instant createdAt) {}

  /// By number; those that the streams no longer have are left out.
  ///
  /// @param numbers with or without leading zeros
  public Map<BigInteger, Found> find(Collection<BigInteger> numbers) {
    var found = new HashMap<BigInteger, Found>();
    for (var stream : numbers.isEmpty() ? List.<TripStream>of() : streams.listed()) {
      for (var shard : stream.shards()) {
        for (var number : numbers) {
          if (holds(shard, number) && !found.containsKey(number)) {
            find(stream, shard.shardId(), number).ifPresent(there -> found.put(number, there));
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

  /// Ranges of shards overlap, and the number may be another shard's.
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
