package farestream.dynamodb.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.DynamoDbServer;
import farestream.dynamodb.ProtocolClient;
import farestream.dynamodb.ServerOptions;
import farestream.dynamodb.ServerResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeBatchTest {
  private static final int ITEMS = 60;
  private static final int ITEM_SIZE = 400_000;
  private static final Pattern UNPROCESSED =
      Pattern.compile("\"UnprocessedKeys\":(\\{.*})}", Pattern.DOTALL);

  /// The unprocessed keys of a response can be sent unchanged as the next request.
  @Test
  void a_batch_that_is_too_large_is_read_by_resending_unprocessed_keys(@TempDir Path folder)
      throws IOException {
    try (var server = DynamoDbServer.start(ServerOptions.in(folder));
        var client = new ProtocolClient(server.endpoint(), server.accessKey())) {
      fill(client);
      var keys =
          IntStream.range(0, ITEMS).mapToObj(i -> Map.of("id", Map.of("S", "item" + i))).toList();
      var request =
          Map.of(
              "Keys",
              keys,
              "ConsistentRead",
              true,
              "ProjectionExpression",
              "#i, x",
              "ExpressionAttributeNames",
              Map.of("#i", "id"));
      var answer = client.done("BatchGetItem", Map.of("RequestItems", Map.of("trips", request)));
      var seen = new HashSet<String>();
      var rounds = 1;
      for (; answer.object("UnprocessedKeys").has("trips"); rounds++) {
        addIds(answer, seen);
        var unprocessed = UNPROCESSED.matcher(answer.text());
        assertThat(unprocessed.find()).isTrue();
        var body = "{\"RequestItems\":" + unprocessed.group(1) + "}";
        answer = client.post("DynamoDB_20120810.BatchGetItem", body.getBytes(UTF_8));
        assertThat(answer.status()).isEqualTo(200);
      }
      addIds(answer, seen);

      assertThat(seen).hasSize(ITEMS);
      assertThat(rounds).isEqualTo(2);
    }
  }

  private static void fill(ProtocolClient client) throws IOException {
    client.createTable("trips");
    for (var i = 0; i < ITEMS; i++) {
      var item = Map.of("id", Map.of("S", "item" + i), "x", Map.of("S", "x".repeat(ITEM_SIZE)));
      client.done("PutItem", Map.of("TableName", "trips", "Item", item));
    }
  }

  private static void addIds(ServerResponse answer, Set<String> seen) {
    var items = answer.object("Responses").objects("trips");
    for (var item : items) {
      assertThat(seen.add(Objects.requireNonNull(item.object("id")).text("S", ""))).isTrue();
    }
  }
}
