package farestream.dynamodb.durability;

import farestream.dynamodb.ProtocolClient;
import farestream.dynamodb.ServerResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Writes items of its own and one that all clients share, until the server is killed. The results
/// are read only after [#run] has returned.
final class LoadClient {
  private static final int ITEMS = 8;
  private static final int ITEMS_PER_TRANSACTION = 3;
  private static final int BUCKETS = 5;
  private static final String SHARED = "shared";
  private static final Map<String, ?> NAMES = Map.of("#id", "id", "#w", "w", "#b", "bucket");

  final List<Change> acknowledged = new ArrayList<>();
  final List<Change> unanswered = new ArrayList<>();
  int refused;

  private final String name;
  private final String round;
  private final Random random;
  private final Runnable onAcknowledged;
  private final Map<String, String> versions = new HashMap<>();
  private int count;

  /// @param versions the current version of each item in the table
  LoadClient(
      int number, int round, long seed, Map<String, String> versions, Runnable onAcknowledged) {
    this.name = "c" + number;
    this.round = "r" + round;
    this.random = new Random(seed);
    this.onAcknowledged = onAcknowledged;
    versions.forEach(this.versions::put);
  }

  void run(ProtocolClient client) {
    try {
      while (true) {
        if (random.nextInt(10) == 0) {
          writeShared(client);
        } else {
          writeOwn(client);
        }
      }
    } catch (IOException killed) {
      // Expected. The last change is in `unanswered`.
    }
  }

  private void writeOwn(ProtocolClient client) throws IOException {
    var change = random.nextInt(4) == 0 ? transaction() : single();
    var answer = send(client, change);
    if (answer.status() != 200) {
      throw new AssertionError(change + ": " + answer);
    }
  }

  private ServerResponse send(ProtocolClient client, Change change) throws IOException {
    unanswered.add(change);
    var answer = client.call(change.operation(), change.request());
    unanswered.removeLast();
    if (answer.status() == 200) {
      acknowledged.add(change);
      onAcknowledged.run();
    } else if (answer.type().equals("ConditionalCheckFailedException")) {
      refused++;
    } else {
      throw new AssertionError(change + ": " + answer);
    }
    return answer;
  }

  private Change single() {
    var kinds = List.of("PutItem", "UpdateItem", "UpdateItem", "DeleteItem");
    return write(item(random.nextInt(ITEMS)), kinds.get(random.nextInt(kinds.size())));
  }

  private String item(int number) {
    return name + "-" + number;
  }

  private Change write(String id, String kind) {
    var old = versions.get(id);
    var version = round + "." + name + "." + count++;
    var request = new LinkedHashMap<String, Object>();
    request.put("TableName", KilledServerTest.TABLE);
    var values = new HashMap<String, Object>();
    request.put("ConditionExpression", old == null ? "attribute_not_exists(#id)" : "#w = :old");
    if (old != null) {
      values.put(":old", text(old));
    }
    var isRemoval = kind.equals("DeleteItem") && old != null;
    if (isRemoval) {
      request.put("Key", key(id));
      request.put("ExpressionAttributeNames", Map.of("#w", "w"));
      versions.remove(id);
    } else if (kind.equals("UpdateItem")) {
      request.put("Key", key(id));
      request.put("UpdateExpression", "SET #w = :w, #b = :b");
      values.put(":w", text(version));
      values.put(":b", text(bucket()));
      request.put("ExpressionAttributeNames", names(old));
      versions.put(id, version);
    } else {
      request.put("Item", Map.of("id", text(id), "w", text(version), "bucket", text(bucket())));
      request.put(
          "ExpressionAttributeNames", old == null ? Map.of("#id", "id") : Map.of("#w", "w"));
      versions.put(id, version);
    }
    if (!values.isEmpty()) {
      request.put("ExpressionAttributeValues", values);
    }
    return new Change(
        isRemoval ? "DeleteItem" : kind.equals("UpdateItem") ? kind : "PutItem",
        request,
        List.of(isRemoval ? Change.removed(id, String.valueOf(old)) : Change.put(id, version)));
  }

  private static Map<String, ?> names(@Nullable String old) {
    var names = new HashMap<String, Object>(NAMES);
    if (old != null) {
      names.remove("#id");
    }
    return names;
  }

  private Change transaction() {
    var first = random.nextInt(ITEMS);
    var parts = new ArrayList<Map<String, ?>>();
    var records = new ArrayList<String>();
    for (var i = 0; i < ITEMS_PER_TRANSACTION; i++) {
      var change =
          write(item((first + i) % ITEMS), random.nextBoolean() ? "PutItem" : "UpdateItem");
      parts.add(Map.of(change.operation().replace("Item", ""), change.request()));
      records.addAll(change.records());
    }
    var token = "t-" + round + "-" + name + "-" + count++;
    return new Change(
        "TransactWriteItems",
        Map.of("TransactItems", parts, "ClientRequestToken", token),
        List.copyOf(records));
  }

  /// Increments a number that all clients share. The condition fails if another client was faster.
  private void writeShared(ProtocolClient client) throws IOException {
    var answer =
        client.done(
            "GetItem",
            Map.of(
                "TableName", KilledServerTest.TABLE, "Key", key(SHARED), "ConsistentRead", true));
    var item = answer.json().object("Item");
    var number = item == null ? null : item.object("n");
    var n = number == null ? "0" : number.text("N", "");
    var next = String.valueOf(Integer.parseInt(n) + 1);
    var version = round + "." + name + "." + count++;
    send(
        client,
        new Change(
            "UpdateItem",
            Map.of(
                "TableName",
                KilledServerTest.TABLE,
                "Key",
                key(SHARED),
                "UpdateExpression",
                "SET n = :next, w = :w",
                "ConditionExpression",
                item == null ? "attribute_not_exists(n)" : "n = :n",
                "ExpressionAttributeValues",
                item == null
                    ? Map.of(":next", Map.of("N", next), ":w", text(version))
                    : Map.of(
                        ":next", Map.of("N", next), ":n", Map.of("N", n), ":w", text(version))),
            List.of(Change.put(SHARED, version))));
  }

  private String bucket() {
    return "b" + random.nextInt(BUCKETS);
  }

  private static Map<String, ?> key(String id) {
    return Map.of("id", text(id));
  }

  private static Map<String, ?> text(String text) {
    return Map.of("S", text);
  }
}
