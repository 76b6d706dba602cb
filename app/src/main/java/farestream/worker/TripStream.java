package farestream.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The trips table's stream as DynamoDB offers it. Thread-safe.
///
/// @param arn the stream's, which changes if the stream is switched off and on again
public record TripStream(DynamoDbStreamsClient client, String arn) {
  static final int MOST_RECORDS = 1_000;

  /// @throws IllegalStateException if the table has no stream
  public static TripStream of(
      DynamoDbClient dynamoDb, DynamoDbStreamsClient streams, String table) {
    var arn = dynamoDb.describeTable(request -> request.tableName(table)).table().latestStreamArn();
    if (arn == null) {
      throw new IllegalStateException("table " + table + " has no stream: switch it on");
    }
    return new TripStream(streams, arn);
  }

  /// All pages.
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

  /// @param sequenceNumber to go on after; absent to begin with the oldest record there is
  public String iterator(String shardId, Optional<String> sequenceNumber) {
    var request = GetShardIteratorRequest.builder().streamArn(arn).shardId(shardId);
    if (sequenceNumber.isPresent()) {
      request
          .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
          .sequenceNumber(sequenceNumber.get());
    } else {
      request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
    }
    return client.getShardIterator(request.build()).shardIterator();
  }

  public GetRecordsResponse records(String iterator) {
    return client.getRecords(
        GetRecordsRequest.builder().shardIterator(iterator).limit(MOST_RECORDS).build());
  }
}
