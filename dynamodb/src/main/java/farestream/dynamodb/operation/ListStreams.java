package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.stream.Stream;
import farestream.dynamodb.stream.StreamArn;
import java.util.LinkedHashMap;
import java.util.Map;

/// Names the streams of one table or of all, page by page.
final class ListStreams implements Operation {
  private static final int MOST = 100;

  private final Database database;

  ListStreams(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    new StreamConstraints(request).tableName().arn("ExclusiveStartStreamArn").limit(MOST).check();
    var limit = request.integer("Limit");
    var start = request.text("ExclusiveStartStreamArn");
    var after = start == null ? null : StreamArn.parse(start);
    var table = request.text("TableName");
    var streams = database.store().read(reader -> database.streams().list(reader, table, after));
    var page = streams.subList(0, (int) Math.min(streams.size(), limit == null ? MOST : limit));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("Streams", page.stream().map(this::named).toList());
    if (page.size() < streams.size()) {
      answer.put("LastEvaluatedStreamArn", arn(page.getLast()));
    }
    return answer;
  }

  private Map<String, ?> named(Stream stream) {
    return Map.of(
        "StreamArn", arn(stream), "TableName", stream.table(), "StreamLabel", stream.label());
  }

  private String arn(Stream stream) {
    return StreamArn.text(database.tableArn(stream.table()), stream.label());
  }
}
