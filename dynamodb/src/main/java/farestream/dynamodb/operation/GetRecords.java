package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.stream.ShardIterator;
import farestream.dynamodb.stream.ShardRecords;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Reads a page of the records of a shard.
final class GetRecords implements Operation {
  private final Database database;

  GetRecords(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    new StreamConstraints(request)
        .required("ShardIterator")
        .length("ShardIterator", 1, 2_048)
        .limit(ShardRecords.MAX_RECORDS)
        .check();
    var limit = request.integer("Limit");
    var iterator = ShardIterator.parse(Objects.requireNonNull(request.text("ShardIterator")));
    var maxRecords = limit == null ? ShardRecords.MAX_RECORDS : limit.intValue();
    var shardReader = database.streams().shardReader();
    var page =
        database
            .store()
            .read(reader -> shardReader.read(reader, iterator, maxRecords, database.region()));
    var response = new LinkedHashMap<String, Object>();
    response.put("Records", page);
    if (page.next() != null) {
      response.put("NextShardIterator", page.next().text());
    }
    return response;
  }
}
