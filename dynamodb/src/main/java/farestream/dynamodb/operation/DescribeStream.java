package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.stream.SequenceNumbers;
import farestream.dynamodb.stream.Shard;
import farestream.dynamodb.stream.Stream;
import farestream.dynamodb.stream.StreamArn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Describes a stream and one page of its shards.
final class DescribeStream implements Operation {
  private static final int MAX_SHARDS = 100;

  private final Database database;

  DescribeStream(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    new StreamConstraints(request)
        .required("StreamArn")
        .arn("StreamArn")
        .shardId("ExclusiveStartShardId")
        .limit(MAX_SHARDS)
        .check();
    var arn = Objects.requireNonNull(request.text("StreamArn"));
    var stream = database.store().read(reader -> database.streams().require(reader, arn));
    return Map.of("StreamDescription", description(stream, request));
  }

  private Map<String, ?> description(Stream stream, JsonObject request) {
    var limit = request.integer("Limit");
    var shards =
        filtered(
            after(stream.shards(), request.text("ExclusiveStartShardId")),
            request.object("ShardFilter"));
    var page = shards.subList(0, (int) Math.min(shards.size(), limit == null ? MAX_SHARDS : limit));
    var description = new LinkedHashMap<String, Object>();
    description.put("StreamArn", StreamArn.text(database.tableArn(stream.table()), stream.label()));
    description.put("StreamLabel", stream.label());
    description.put("StreamStatus", stream.isEnabled() ? "ENABLED" : "DISABLED");
    description.put("StreamViewType", stream.view().name());
    description.put("CreationRequestDateTime", stream.created().toEpochMilli() / 1_000.0);
    description.put("TableName", stream.table());
    description.put("KeySchema", TableDescription.keySchema(stream.key()));
    description.put("Shards", page.stream().map(DescribeStream::shard).toList());
    if (page.size() < shards.size()) {
      description.put("LastEvaluatedShardId", page.getLast().id());
    }
    return description;
  }

  // Shard ids are in ascending order, so the start shard need not exist any more.
  private static List<Shard> after(List<Shard> shards, @Nullable String start) {
    return start == null
        ? shards
        : shards.stream().filter(shard -> shard.id().compareTo(start) > 0).toList();
  }

  private static List<Shard> filtered(List<Shard> shards, @Nullable JsonObject filter) {
    if (filter == null) {
      return shards;
    }
    new StreamConstraints(filter).oneOf("Type", "CHILD_SHARDS").shardId("ShardId").check();
    var parent = filter.text("ShardId");
    if (!filter.has("Type") || parent == null) {
      throw ServiceException.validation("ShardFilter requires both Type and ShardId");
    }
    return shards.stream().filter(shard -> parent.equals(shard.parent())).toList();
  }

  private static Map<String, ?> shard(Shard shard) {
    var range = new LinkedHashMap<String, Object>();
    range.put("StartingSequenceNumber", SequenceNumbers.text(shard.start()));
    if (shard.end() != null) {
      range.put("EndingSequenceNumber", SequenceNumbers.text(shard.end()));
    }
    var description = new LinkedHashMap<String, Object>();
    description.put("ShardId", shard.id());
    description.put("SequenceNumberRange", range);
    if (shard.parent() != null) {
      description.put("ParentShardId", shard.parent());
    }
    return description;
  }
}
