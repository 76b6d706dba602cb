package farestream.worker;

import farestream.checkpoint.ShardKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// One stream of the trips table. Thread-safe.
public record TripStream(DynamoDbStreamsClient client, String arn) {
  static final int MAX_RECORDS = 1_000;

  ShardKey key(String shardId) {
    return new ShardKey(arn, shardId);
  }

  boolean isOn() {
    var stream = client.describeStream(request -> request.streamArn(arn)).streamDescription();
    return stream.streamStatus() == StreamStatus.ENABLED
        && stream.streamViewType() == StreamViewType.NEW_AND_OLD_IMAGES;
  }

  /// Returns all shards, from all pages of the listing.
  public List<Shard> shards() {
    var shards = new ArrayList<Shard>();
    Optional<String> last = Optional.empty();
    do {
      var after = last.orElse(null);
      var page =
          client
              .describeStream(request -> request.streamArn(arn).exclusiveStartShardId(after))
              .streamDescription();
      shards.addAll(page.shards());
      last = Optional.ofNullable(page.lastEvaluatedShardId());
    } while (last.isPresent());
    return shards;
  }

  /// Returns whether the shard can no longer be read. Asks for an iterator, because a listing may
  /// omit an existing shard.
  boolean isGone(String shardId) {
    try {
      var _ = iteratorAtHorizon(shardId);
      return false;
    } catch (ResourceNotFoundException gone) {
      return true;
    }
  }

  /// @param sequenceNumber the number after which to start
  public String iteratorAfter(String shardId, String sequenceNumber) {
    return iterator(shardId, ShardIteratorType.AFTER_SEQUENCE_NUMBER, sequenceNumber);
  }

  /// @param after the sequence number to start after; absent to start with the oldest available
  ///     record
  String iterator(String shardId, Optional<String> after) {
    return after
        .map(number -> iteratorAfter(shardId, number))
        .orElseGet(() -> iteratorAtHorizon(shardId));
  }

  /// @param sequenceNumber the number to start at
  public String iteratorAt(String shardId, String sequenceNumber) {
    return iterator(shardId, ShardIteratorType.AT_SEQUENCE_NUMBER, sequenceNumber);
  }

  /// Returns an iterator at the oldest available record.
  public String iteratorAtHorizon(String shardId) {
    return iterator(shardId, ShardIteratorType.TRIM_HORIZON, null);
  }

  private String iterator(String shardId, ShardIteratorType type, @Nullable String number) {
    return client
        .getShardIterator(
            request ->
                request
                    .streamArn(arn)
                    .shardId(shardId)
                    .shardIteratorType(type)
                    .sequenceNumber(number))
        .shardIterator();
  }

  /// Returns the record at the iterator's position, if there is one.
  Optional<Record> first(String iterator) {
    return client
        .getRecords(GetRecordsRequest.builder().shardIterator(iterator).limit(1).build())
        .records()
        .stream()
        .findFirst();
  }

  public GetRecordsResponse records(String iterator) {
    return client.getRecords(
        GetRecordsRequest.builder().shardIterator(iterator).limit(MAX_RECORDS).build());
  }
}
