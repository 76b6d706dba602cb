package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.stream.Stream;
import farestream.dynamodb.stream.StreamArn;
import java.util.LinkedHashMap;
import java.util.Map;

/// Lists a page of the streams of one table or of all tables.
final class ListStreams implements Operation {
  private static final int MAX_STREAMS = 100;

  private final Database database;

  ListStreams(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    new StreamConstraints(request)
        .tableName()
        .arn("ExclusiveStartStreamArn")
        .limit(MAX_STREAMS)
        .check();
    var limit = request.integer("Limit");
    var start = request.text("ExclusiveStartStreamArn");
    var after = start == null ? null : StreamArn.parse(start);
    var table = request.text("TableName");
    var streams = database.store().read(reader -> database.streams().list(reader, table, after));
    var page =
        streams.subList(0, (int) Math.min(streams.size(), limit == null ? MAX_STREAMS : limit));
    var response = new LinkedHashMap<String, Object>();
    response.put("Streams", page.stream().map(this::summary).toList());
    if (page.size() < streams.size()) {
      response.put("LastEvaluatedStreamArn", arn(page.getLast()));
    }
    return response;
  }

  private Map<String, ?> summary(Stream stream) {
    return Map.of(
        "StreamArn", arn(stream), "TableName", stream.table(), "StreamLabel", stream.label());
  }

  private String arn(Stream stream) {
    return StreamArn.text(database.tableArn(stream.table()), stream.label());
  }
}
