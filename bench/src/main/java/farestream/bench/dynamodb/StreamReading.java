package farestream.bench.dynamodb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads a stream page by page without parsing the records, so that the server's rate is measured
/// and not the client's.
final class StreamReading {
  private static final Pattern NEXT = Pattern.compile("\"NextShardIterator\":\"([^\"]+)\"");
  private static final int PAGE = 1_000;

  private final WireClient client;
  private final String table;

  StreamReading(WireClient client, String table) {
    this.client = client;
    this.table = table;
  }

  List<Double> perSecond(int rounds) throws IOException {
    var rates = new ArrayList<Double>();
    read();
    for (var round = 0; round < rounds; round++) {
      rates.add(read());
    }
    return rates;
  }

  private double read() throws IOException {
    var iterator = firstIterator();
    var records = 0L;
    var began = System.nanoTime();
    while (true) {
      var page =
          post("GetRecords", "{\"ShardIterator\":\"%s\",\"Limit\":%d}".formatted(iterator, PAGE));
      var count = count(page);
      var next = NEXT.matcher(page);
      if (count == 0 || !next.find()) {
        return records / ((System.nanoTime() - began) / 1e9);
      }
      records += count;
      iterator = next.group(1);
    }
  }

  private static int count(String page) {
    var count = 0;
    for (var at = page.indexOf("\"eventID\""); at >= 0; at = page.indexOf("\"eventID\"", at + 1)) {
      count++;
    }
    return count;
  }

  private String firstIterator() throws IOException {
    // The table may have older, disabled streams too.
    var described =
        client.post("DynamoDB_20120810.DescribeTable", "{\"TableName\":\"%s\"}".formatted(table));
    var arn = field(described, "LatestStreamArn");
    var shard = field(post("DescribeStream", "{\"StreamArn\":\"%s\"}".formatted(arn)), "ShardId");
    return field(
        post(
            "GetShardIterator",
            "{\"StreamArn\":\"%s\",\"ShardId\":\"%s\",\"ShardIteratorType\":\"TRIM_HORIZON\"}"
                .formatted(arn, shard)),
        "ShardIterator");
  }

  private static String field(String json, String name) {
    var found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
    if (!found.find()) {
      throw new IllegalStateException(json);
    }
    return found.group(1);
  }

  private String post(String operation, String body) throws IOException {
    return client.post("DynamoDBStreams_20120810." + operation, body);
  }
}
