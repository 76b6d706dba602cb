package farestream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.TestInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Tests the waiters and paginators of the AWS SDK for Java.
class SdkAgainstLocalDynamoDbTest {
  private static final String TABLE = "sdk";

  private static DynamoDbClient client;

  @BeforeAll
  static void makeTable() {
    client = TestInstance.running().config().dynamoDb();
    create(TABLE);
    var writes =
        IntStream.range(0, 25)
            .mapToObj(n -> PutRequest.builder().item(item(n)).build())
            .map(put -> WriteRequest.builder().putRequest(put).build())
            .toList();
    var written = client.batchWriteItem(batch -> batch.requestItems(Map.of(TABLE, writes)));
    assertThat(written.unprocessedItems()).isEmpty();
  }

  @AfterAll
  static void removeTable() {
    client.deleteTable(delete -> delete.tableName(TABLE));
    try (var waiter = client.waiter()) {
      var gone = waiter.waitUntilTableNotExists(describe -> describe.tableName(TABLE));
      assertThat(gone.matched().exception()).isPresent();
    }
    client.close();
  }

  private static void create(String table) {
    client.createTable(
        create ->
            create
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder().attributeName("id").attributeType("S").build(),
                    AttributeDefinition.builder().attributeName("n").attributeType("N").build())
                .keySchema(
                    KeySchemaElement.builder().attributeName("id").keyType("HASH").build(),
                    KeySchemaElement.builder().attributeName("n").keyType("RANGE").build()));
    try (var waiter = client.waiter()) {
      var there = waiter.waitUntilTableExists(describe -> describe.tableName(table));
      assertThat(there.matched().response()).isPresent();
    }
  }

  private static Map<String, AttributeValue> item(int n) {
    return Map.of("id", AttributeValue.fromS("a"), "n", AttributeValue.fromN(Integer.toString(n)));
  }

  private static List<String> numbers(Iterable<Map<String, AttributeValue>> items) {
    var numbers = new ArrayList<String>();
    items.forEach(item -> numbers.add(item.getOrDefault("n", AttributeValue.fromN("")).n()));
    return numbers;
  }

  private static List<String> range(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  @Test
  void paginators_of_queries_and_scans_follow_every_page() {
    var queried =
        client.queryPaginator(
            query ->
                query
                    .tableName(TABLE)
                    .keyConditionExpression("id = :id and n >= :n")
                    .expressionAttributeValues(
                        Map.of(":id", AttributeValue.fromS("a"), ":n", AttributeValue.fromN("5")))
                    .limit(3));
    assertThat(numbers(queried.items())).isEqualTo(range(5, 25));
    var scanned = client.scanPaginator(scan -> scan.tableName(TABLE).limit(10));
    assertThat(scanned.stream().map(page -> page.count())).containsExactly(10, 10, 5);
    assertThat(numbers(scanned.items())).isEqualTo(range(0, 25));
  }

  @Test
  void the_paginator_of_tables_follows_every_page() {
    create("sdk-2");
    try {
      assertThat(client.listTablesPaginator(list -> list.limit(1)).tableNames())
          .contains(TABLE, "sdk-2");
    } finally {
      client.deleteTable(delete -> delete.tableName("sdk-2"));
    }
  }

  @Test
  void the_paginator_of_batches_gets_every_item() {
    var keys = IntStream.range(10, 40).mapToObj(SdkAgainstLocalDynamoDbTest::item).toList();
    var pages =
        client.batchGetItemPaginator(
            batch ->
                batch.requestItems(Map.of(TABLE, KeysAndAttributes.builder().keys(keys).build())));
    var found =
        pages.stream()
            .flatMap(page -> page.responses().getOrDefault(TABLE, List.of()).stream())
            .toList();
    assertThat(numbers(found)).containsExactlyInAnyOrderElementsOf(range(10, 25));
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, false,",
    "ALL_OLD, true, '[id, n, s]'",
    "UPDATED_OLD, true, '[s]'",
    "ALL_NEW, true, '[id, n, s, t]'",
    "UPDATED_NEW, true, '[s, t]'"
  })
  void an_update_returns_what_was_asked_for(ReturnValue wanted, boolean some, String names) {
    var key = Map.of("id", AttributeValue.fromS("b"), "n", AttributeValue.fromN("1"));
    client.putItem(
        put ->
            put.tableName(TABLE)
                .item(
                    Map.of(
                        "id", AttributeValue.fromS("b"),
                        "n", AttributeValue.fromN("1"),
                        "s", AttributeValue.fromS("before"))));
    try {
      var answer =
          client.updateItem(
              update ->
                  update
                      .tableName(TABLE)
                      .key(key)
                      .updateExpression("set s = :v, t = :v")
                      .expressionAttributeValues(Map.of(":v", AttributeValue.fromS("after")))
                      .returnValues(wanted));
      assertThat(answer.hasAttributes()).isEqualTo(some);
      if (some) {
        assertThat(answer.attributes().keySet().stream().sorted().toList()).hasToString(names);
      }
    } finally {
      client.deleteItem(delete -> delete.tableName(TABLE).key(key));
    }
  }

  @Test
  void a_failed_condition_returns_the_item() {
    assertThatThrownBy(
            () ->
                client.putItem(
                    put ->
                        put.tableName(TABLE)
                            .item(item(7))
                            .conditionExpression("attribute_not_exists(id)")
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)))
        .isInstanceOfSatisfying(
            ConditionalCheckFailedException.class,
            failure -> assertThat(failure.item()).isEqualTo(item(7)));
  }
}
