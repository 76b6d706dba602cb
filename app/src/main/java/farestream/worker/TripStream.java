package farestream.worker;

import farestream.ledger.ShardKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// One stream as DynamoDB offers it. Thread-safe.
public record TripStream(DynamoDbStreamsClient client, String arn) {
  static final int MOST_RECORDS = 1_000;

  ShardKey key(String shardId) {
    return new ShardKey(arn, shardId);
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
