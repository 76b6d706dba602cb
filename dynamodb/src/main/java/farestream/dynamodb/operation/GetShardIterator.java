package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.stream.ShardRecords.Start;
import java.util.Map;
import java.util.Objects;

/// Issues an iterator for the position in a shard where reading starts.
final class GetShardIterator implements Operation {
  private final Database database;

  GetShardIterator(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    new StreamConstraints(request)
        .required("StreamArn", "ShardId", "ShardIteratorType")
        .arn("StreamArn")
        .shardId("ShardId")
        .oneOf(
            "ShardIteratorType",
            "AT_SEQUENCE_NUMBER",
            "AFTER_SEQUENCE_NUMBER",
            "LATEST",
            "TRIM_HORIZON")
        .length("SequenceNumber", 21, 40)
        .check();
    var arn = Objects.requireNonNull(request.text("StreamArn"));
    var shard = Objects.requireNonNull(request.text("ShardId"));
    var start = Start.valueOf(Objects.requireNonNull(request.text("ShardIteratorType")));
    var sequence = request.text("SequenceNumber");
    requireSequence(start, sequence != null);
    var iterator =
        database
            .store()
            .read(
                reader ->
                    database.streams().shardReader().iterator(reader, arn, shard, start, sequence));
    return Map.of("ShardIterator", iterator.text());
  }

  private static void requireSequence(Start start, boolean isPresent) {
    var isRequired = start == Start.AT_SEQUENCE_NUMBER || start == Start.AFTER_SEQUENCE_NUMBER;
    if (isRequired && !isPresent) {
      throw ServiceException.validation(
          "SequenceNumber must be specified with ShardIteratorType " + start);
    }
    if (!isRequired && isPresent) {
      throw ServiceException.validation(
          "SequenceNumber must not be specified with ShardIteratorType " + start);
    }
  }
}
