package farestream.dynamodb.durability;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.ProtocolClient;
import farestream.dynamodb.json.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The history of a table according to its stream, which one iterator reads across restarts of the
/// server. It checks that the old image of each record is the item's last new image, that no
/// record is read twice and that sequence numbers increase.
final class WriteHistory {
  private final Set<String> records = new HashSet<>();
  private final List<BigInteger> numbers = new ArrayList<>();
  private final Map<String, Map<String, String>> items = new HashMap<>();
  private @Nullable String iterator;

  /// Returns all records so far, in the form of [Change].
  Set<String> records() {
    return records;
  }

  List<BigInteger> numbers() {
    return numbers;
  }

  /// Returns the items after all records, by id; each is a map of attributes.
  Map<String, Map<String, String>> items() {
    return items;
  }

  Map<String, String> versions() {
    var versions = new HashMap<String, String>();
    items.forEach((id, item) -> versions.put(id, plain(item.get("w"))));
    return versions;
  }

  /// Reads the stream to its current end.
  ///
  /// @return the new records, in the form of [Change]
  List<String> read(ProtocolClient client) throws IOException {
    var added = new ArrayList<String>();
    var next = iterator == null ? horizon(client) : iterator;
    while (true) {
      var page = client.done("GetRecords", Map.of("ShardIterator", next)).json();
      next = page.text("NextShardIterator", "");
      if (page.objects("Records").isEmpty()) {
        iterator = next;
        return added;
      }
      for (var each : page.objects("Records")) {
        added.add(add(object(each, "dynamodb")));
      }
    }
  }

  private static String horizon(ProtocolClient client) throws IOException {
    var streams = client.done("ListStreams", Map.of()).json().objects("Streams");
    var arn = streams.getFirst().text("StreamArn", "");
    var stream = client.done("DescribeStream", Map.of("StreamArn", arn)).json();
    var shards = object(stream, "StreamDescription").objects("Shards");
    assertThat(shards).hasSize(1);
    return client
        .done(
            "GetShardIterator",
            Map.of(
                "StreamArn",
                arn,
                "ShardId",
                shards.getFirst().text("ShardId", ""),
                "ShardIteratorType",
                "TRIM_HORIZON"))
        .json()
        .text("ShardIterator", "");
  }

  private String add(JsonObject record) {
    var number = new BigInteger(record.text("SequenceNumber", ""));
    if (!numbers.isEmpty()) {
      assertThat(number).isGreaterThan(numbers.getLast());
    }
    numbers.add(number);
    var id = plain(item(object(record, "Keys")).get("id"));
    var old = record.has("OldImage") ? item(object(record, "OldImage")) : null;
    assertThat(old).as("what %s replaces", record).isEqualTo(items.get(id));
    var change = change(record, id, old);
    assertThat(records.add(change)).as("%s is new", change).isTrue();
    return change;
  }

  private String change(JsonObject record, String id, @Nullable Map<String, String> old) {
    if (record.has("NewImage")) {
      var item = item(object(record, "NewImage"));
      items.put(id, item);
      return Change.put(id, plain(item.get("w")));
    }
    items.remove(id);
    return Change.removed(id, plain(Objects.requireNonNull(old).get("w")));
  }

  /// Returns an item as a map of attributes; each value has the form `{S=text}`.
  static Map<String, String> item(JsonObject json) {
    var item = new TreeMap<String, String>();
    json.names().forEach(name -> item.put(name, String.valueOf(json.raw(name))));
    return item;
  }

  static String plain(@Nullable String value) {
    return String.valueOf(value).replaceAll("^\\{\\w+=|}$", "");
  }

  private static JsonObject object(JsonObject json, String name) {
    return Objects.requireNonNull(json.object(name), name);
  }
}
