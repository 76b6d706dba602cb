package farestream.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.FuzzRequest.Kind;
import farestream.dynamodb.FuzzRequest.Literal;
import farestream.dynamodb.FuzzRequest.Mutation;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/// Sends mutated requests of every operation to a server. The number of requests is 1,000, or
/// `-Djqwik.tries.default`.
@Tag("slow")
class FuzzTest {
  private static final Duration MAX_DURATION = Duration.ofSeconds(5);
  private static final int TRIES_PER_TABLE = 1_000;
  private static final String TABLE = "trips";
  private static final String WITNESS = "witness";

  private static final AtomicInteger TRIES = new AtomicInteger();
  private static final AtomicInteger ACCEPTED = new AtomicInteger();
  private static final List<Template> TEMPLATES = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static DynamoDbServer server;

  @SuppressWarnings("NullAway.Init")
  private static ProtocolClient client;

  private static Map<String, String> live = Map.of();

  private record Template(String operation, Object tree) {}

  /// @param template the index of the request to mutate
  record Attempt(int template, List<Mutation> mutations) {
    Attempt {
      mutations = List.copyOf(mutations);
    }

    String operation() {
      return TEMPLATES.get(template).operation;
    }

    String body() {
      var tree = FuzzRequest.copy(TEMPLATES.get(template).tree);
      mutations.forEach(mutation -> FuzzRequest.mutate(tree, mutation));
      var json = new StringBuilder();
      FuzzRequest.write(tree, json);
      var body = json.toString();
      for (var name : live.entrySet()) {
        body = body.replace(name.getKey(), name.getValue());
      }
      return body;
    }

    @Override
    public String toString() {
      var body = body();
      return operation() + " " + (body.length() > 3_000 ? body.substring(0, 3_000) + "…" : body);
    }
  }

  @BeforeContainer
  static void start() throws IOException {
    folder = Files.createTempDirectory("fuzz");
    server = DynamoDbServer.start(ServerOptions.in(folder));
    client = new ProtocolClient(server.endpoint(), server.accessKey());
    try (var file = FuzzTest.class.getResourceAsStream("fuzz-requests.json")) {
      var requests = JsonReader.read(Objects.requireNonNull(file).readAllBytes());
      for (var operation : requests.names()) {
        requests
            .objects(operation)
            .forEach(each -> TEMPLATES.add(new Template(operation, tree(each))));
      }
    }
    client.done("CreateTable", table(WITNESS));
    client.done("PutItem", Map.of("TableName", WITNESS, "Item", witness()));
    recreateTable();
  }

  @AfterContainer
  static void stop() throws IOException {
    client.close();
    server.close();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
    System.out.printf(
        "%,d tries of %d operations, %,d accepted%n",
        TRIES.get(),
        TEMPLATES.stream().map(Template::operation).distinct().count(),
        ACCEPTED.get());
  }

  private static Object tree(@Nullable Object json) {
    return switch (json) {
      case JsonObject object -> {
        var map = new LinkedHashMap<String, Object>();
        object.names().forEach(name -> map.put(name, tree(object.raw(name))));
        yield map;
      }
      case List<?> list ->
          list.stream().map(FuzzTest::tree).collect(Collectors.toCollection(ArrayList::new));
      case null -> new Literal("null");
      default -> json;
    };
  }

  private static Map<String, ?> table(String name) {
    return Map.of(
        "TableName",
        name,
        "BillingMode",
        "PAY_PER_REQUEST",
        "AttributeDefinitions",
        Stream.of("id", "t", "driver")
            .map(
                each ->
                    Map.of("AttributeName", each, "AttributeType", each.equals("t") ? "N" : "S"))
            .toList(),
        "KeySchema",
        List.of(
            Map.of("AttributeName", "id", "KeyType", "HASH"),
            Map.of("AttributeName", "t", "KeyType", "RANGE")),
        "GlobalSecondaryIndexes",
        List.of(
            Map.of(
                "IndexName",
                "drivers",
                "KeySchema",
                List.of(Map.of("AttributeName", "driver", "KeyType", "HASH")),
                "Projection",
                Map.of("ProjectionType", "ALL"))),
        "StreamSpecification",
        Map.of("StreamEnabled", true, "StreamViewType", "NEW_AND_OLD_IMAGES"));
  }

  private static Map<String, ?> witness() {
    return Map.of("id", Map.of("S", "w"), "t", Map.of("N", "1"), "driver", Map.of("S", "d"));
  }

  /// Deletes all tables except the witness and creates the table again, with a record in its
  /// stream.
  private static void recreateTable() throws IOException {
    for (var name : client.done("ListTables", Map.of()).json().texts("TableNames")) {
      if (!name.equals(WITNESS)) {
        client.call("UpdateTable", Map.of("TableName", name, "DeletionProtectionEnabled", false));
        client.done("DeleteTable", Map.of("TableName", name));
      }
    }
    client.done("CreateTable", table(TABLE));
    client.done("PutItem", Map.of("TableName", TABLE, "Item", witness()));
    var arn =
        client
            .done("DescribeTable", Map.of("TableName", TABLE))
            .object("Table")
            .text("LatestStreamArn", "");
    var stream = client.done("DescribeStream", Map.of("StreamArn", arn));
    var shard = stream.object("StreamDescription").objects("Shards").getFirst().text("ShardId", "");
    var start = Map.of("StreamArn", arn, "ShardId", shard, "ShardIteratorType", "TRIM_HORIZON");
    live =
        Map.of(
            "$table",
            arn.substring(0, arn.indexOf("/stream/")),
            "$stream",
            arn,
            "$shard",
            shard,
            "$iterator",
            client.done("GetShardIterator", start).json().text("ShardIterator", ""));
  }

  @Provide
  Arbitrary<Attempt> attempts() {
    return Combinators.combine(
            Arbitraries.integers().between(0, TEMPLATES.size() - 1),
            mutations().list().ofMinSize(0).ofMaxSize(5))
        .as(Attempt::new);
  }

  private static Arbitrary<Mutation> mutations() {
    var positions = Arbitraries.integers().between(0, 999);
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            positions,
            positions,
            FuzzValues.values(),
            FuzzValues.names())
        .as(Mutation::new);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void no_request_breaks_the_server(@ForAll("attempts") Attempt attempt) throws IOException {
    var start = System.nanoTime();
    var answer = client.post(target(attempt.operation()), attempt.body().getBytes(UTF_8));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MAX_DURATION);

    assertThat(answer.status()).as("%s: %s", attempt, answer.text()).isIn(200, 400);
    if (answer.status() == 400) {
      assertThat(answer.type()).as("%s: %s", attempt, answer.text()).matches("[A-Z]\\w+");
    } else {
      answer.json();
      ACCEPTED.incrementAndGet();
    }
    var witness = client.done("GetItem", Map.of("TableName", WITNESS, "Key", key()));
    assertThat(witness.object("Item").names()).hasSize(3);
    var isChange = attempt.operation().matches("(Create|Delete|Update)Table");
    if (TRIES.incrementAndGet() % TRIES_PER_TABLE == 0 || (isChange && answer.status() == 200)) {
      recreateTable();
    }
  }

  private static Map<String, ?> key() {
    return Map.of("id", Map.of("S", "w"), "t", Map.of("N", "1"));
  }

  private static String target(String operation) {
    return ProtocolClient.target(operation);
  }
}
