package farestream.dynamodb.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.dynamodb.DynamoDbServer;
import farestream.dynamodb.ServerOptions;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.json.JsonReader;
import farestream.dynamodb.json.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTest {
  private static final String TABLE = "trips";
  private final HttpClient http = HttpClient.newHttpClient();
  private DynamoDbServer server;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    server = DynamoDbServer.start(ServerOptions.in(folder).withControlPort(0));
    call(
        "DynamoDB_20120810.CreateTable",
        Map.of(
            "TableName", TABLE,
            "BillingMode", "PAY_PER_REQUEST",
            "AttributeDefinitions", List.of(Map.of("AttributeName", "id", "AttributeType", "S")),
            "KeySchema", List.of(Map.of("AttributeName", "id", "KeyType", "HASH")),
            "StreamSpecification",
                Map.of("StreamEnabled", true, "StreamViewType", "NEW_AND_OLD_IMAGES")));
  }

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  private record Answer(int status, JsonObject body) {}

  private Answer call(String target, Map<String, ?> body) throws Exception {
    return send(
        request(server.endpoint(), body)
            .header("X-Amz-Target", target)
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=%s/20260101/us-east-1/dynamodb/aws4_request"
                    .formatted(server.accessKey())));
  }

  private Answer command(String name, Map<String, ?> body) throws Exception {
    return send(
        request(server.controlEndpoint().orElseThrow().resolve("/" + name), body)
            .header("Authorization", "Bearer " + server.accessKey()));
  }

  private static HttpRequest.Builder request(URI uri, Map<String, ?> body) {
    return HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(JsonWriter.write(body)));
  }

  private Answer send(HttpRequest.Builder request) throws Exception {
    HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
    return new Answer(answer.statusCode(), JsonReader.read(answer.body()));
  }

  private Answer put(String id) throws Exception {
    return call(
        "DynamoDB_20120810.PutItem",
        Map.of("TableName", TABLE, "Item", Map.of("id", Map.of("S", id))));
  }

  private boolean isThere(String id) throws Exception {
    return call(
            "DynamoDB_20120810.GetItem",
            Map.of("TableName", TABLE, "Key", Map.of("id", Map.of("S", id))))
        .body
        .has("Item");
  }

  private Answer records(String iterator) throws Exception {
    return call("DynamoDBStreams_20120810.GetRecords", Map.of("ShardIterator", iterator));
  }

  private List<JsonObject> shards() throws Exception {
    var answer = call("DynamoDBStreams_20120810.DescribeStream", Map.of("StreamArn", arn()));
    return Objects.requireNonNull(answer.body.object("StreamDescription")).objects("Shards");
  }

  private String arn() throws Exception {
    var streams = call("DynamoDBStreams_20120810.ListStreams", Map.of()).body.objects("Streams");
    return streams.getFirst().text("StreamArn", "");
  }

  private String horizon() throws Exception {
    var request =
        Map.of(
            "StreamArn",
            arn(),
            "ShardId",
            shards().getFirst().text("ShardId", ""),
            "ShardIteratorType",
            "TRIM_HORIZON");
    return call("DynamoDBStreams_20120810.GetShardIterator", request)
        .body
        .text("ShardIterator", "");
  }

  @Test
  void a_shard_is_rotated_and_split_on_command() throws Exception {
    var rotated = command("rotate", Map.of("table", TABLE));
    var split = command("split", Map.of("stream", arn()));

    assertThat(rotated.body.texts("openShards")).hasSize(1);
    assertThat(split.body.texts("openShards")).hasSize(2);
    assertThat(shards()).hasSize(4);
    assertThat(command("split", Map.of("table", TABLE, "shard", "none")).status).isEqualTo(400);
  }

  @Test
  void records_are_trimmed_on_command() throws Exception {
    put("a");
    var start = horizon();
    assertThat(command("trim", Map.of("table", TABLE, "olderThanSeconds", 60)).status)
        .isEqualTo(200);
    assertThat(records(start).body.objects("Records")).hasSize(1);

    assertThat(command("trim", Map.of("table", TABLE)).status).isEqualTo(200);

    assertThat(records(start).body.text("__type")).endsWith("#TrimmedDataAccessException");
    assertThat(records(horizon()).body.objects("Records")).isEmpty();
  }

  @Test
  void a_page_is_repeated_once() throws Exception {
    put("a");
    var first = records(horizon());
    put("b");
    command("repeat", Map.of("table", TABLE));
    var next = first.body.text("NextShardIterator", "");

    assertThat(records(next).body).hasToString(first.body.toString());
    var records = records(next).body.objects("Records");
    assertThat(records).hasSize(1);
    assertThat(records.toString()).contains("{S=b}").doesNotContain("{S=a}");
  }

  @Test
  void as_many_requests_fail_as_the_command_says() throws Exception {
    var fault =
        Map.of("operations", List.of("PutItem"), "type", "InternalServerError", "status", 500);
    command("fail", fault);

    var failed = put("a");
    assertThat(failed.status).isEqualTo(500);
    assertThat(failed.body.text("__type")).endsWith("#InternalServerError");
    assertThat(isThere("a")).isFalse();
    assertThat(put("a").status).isEqualTo(200);
  }

  @Test
  void a_response_is_lost_after_its_request_was_executed() throws Exception {
    command("fail", Map.of("close", true, "applied", true, "operations", List.of("PutItem")));

    assertThatThrownBy(() -> put("a")).isInstanceOf(IOException.class);
    assertThat(isThere("a")).isTrue();
  }

  @Test
  void a_response_is_delayed() throws Exception {
    command("delay", Map.of("milliseconds", 300, "requests", 1));

    var start = System.nanoTime();
    put("a");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
  }

  @Test
  void iterators_expire_on_command() throws Exception {
    var iterator = horizon();
    command("expire-iterators", Map.of());

    assertThat(records(iterator).body.text("__type")).endsWith("#ExpiredIteratorException");
    assertThat(records(horizon()).status).isEqualTo(200);
  }

  @Test
  void a_reset_removes_pending_faults() throws Exception {
    command("fail", Map.of("requests", 100));
    command("delay", Map.of("milliseconds", 60_000, "requests", 100));
    command("reset", Map.of());

    assertThat(put("a").status).isEqualTo(200);
  }

  @Test
  void commands_require_the_key_a_known_name_and_known_operations() throws Exception {
    var control = server.controlEndpoint().orElseThrow().resolve("/reset");

    assertThat(send(request(control, Map.of())).status).isEqualTo(401);
    assertThat(send(request(control, Map.of()).header("Authorization", "Bearer no")).status)
        .isEqualTo(401);
    assertThat(command("nothing", Map.of()).status).isEqualTo(404);
    assertThat(command("fail", Map.of("operations", List.of("Nothing"))).body.text("error"))
        .isEqualTo("Unknown operation: Nothing");
  }

  @Test
  void a_body_larger_than_64_kib_is_refused_and_not_truncated() throws Exception {
    var command = "{\"table\": \"trips\"}";
    var fits = command + " ".repeat(64 * 1024 - command.length());

    assertThat(rotate(fits).status).isEqualTo(200);
    var refused = rotate(fits + " ");
    assertThat(refused.status).isEqualTo(413);
    assertThat(refused.body.text("error")).isEqualTo("The body is larger than 64 KiB");
    assertThat(shards()).hasSize(2);
  }

  private Answer rotate(String body) throws Exception {
    var uri = server.controlEndpoint().orElseThrow().resolve("/rotate");
    return send(
        HttpRequest.newBuilder(uri)
            .POST(BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + server.accessKey()));
  }

  @Test
  void there_is_no_control_port_by_default(@TempDir Path folder) {
    try (var plain = DynamoDbServer.start(ServerOptions.in(folder))) {
      assertThat(plain.controlEndpoint()).isEmpty();
    }
  }
}
