package farestream.dynamodb.operation;

import static farestream.dynamodb.operation.TableCalls.PLAIN;
import static farestream.dynamodb.operation.TableCalls.table;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Backfills and deletions that are in progress.
@Tag("integration")
class TableUpkeepTest {
  private static final String DRIVERS =
      """
      'AttributeDefinitions': [{'AttributeName': 'driver', 'AttributeType': 'S'}],
      'GlobalSecondaryIndexUpdates': [{'Create': {
        'IndexName': 'drivers',
        'KeySchema': [{'AttributeName': 'driver', 'KeyType': 'HASH'}],
        'Projection': {'ProjectionType': 'ALL'}}}]\
      """;
  private static final String DELETE =
      "'GlobalSecondaryIndexUpdates': [{'Delete': {'IndexName': 'drivers'}}]";

  @TempDir private Path folder;
  private TableCalls calls;

  @BeforeEach
  void open() {
    calls = TableCalls.withoutUpkeep(folder);
    calls.create("trips", PLAIN);
  }

  @AfterEach
  void close() {
    calls.close();
  }

  private void put(int id, String driver) {
    calls.put("trips", "{'id': {'S': '%d'}, 'driver': {'S': '%s'}}".formatted(id, driver));
  }

  private void delete(int id) {
    calls.call("DeleteItem", table("trips"), "'Key': {'id': {'S': '%d'}}".formatted(id));
  }

  private void fill(int items) {
    for (var id = 0; id < items; id++) {
      put(id, "d" + id % 7);
    }
  }

  private JsonObject index() {
    return calls.describe("trips").objects("GlobalSecondaryIndexes").getFirst();
  }

  /// Returns the drivers of all items of the table or an index, by id.
  private Map<String, String> scan(String... fields) {
    var items = new TreeMap<String, String>();
    for (var item : all(fields)) {
      var id = TableCalls.object(item, "id").text("S", "");
      assertThat(items.put(id, TableCalls.object(item, "driver").text("S", ""))).isNull();
    }
    return items;
  }

  private List<JsonObject> all(String... fields) {
    var items = new ArrayList<JsonObject>();
    var start = "";
    do {
      var page = calls.call("Scan", table("trips"), String.join(", ", fields) + start);
      items.addAll(page.objects("Items"));
      start =
          page.has("LastEvaluatedKey")
              ? (fields.length == 0 ? "" : ", ")
                  + "'ExclusiveStartKey': "
                  + TableCalls.text(page.object("LastEvaluatedKey"))
              : "";
    } while (!start.isEmpty());
    return items;
  }

  private void assertIndexHasAllItems() {
    var items = scan();
    assertThat(scan("'IndexName': 'drivers'")).isEqualTo(items);
    assertThat(index().integer("ItemCount")).isEqualTo(items.size());
    assertThat(index().integer("IndexSizeBytes"))
        .isEqualTo(calls.describe("trips").integer("TableSizeBytes"));
  }

  @Test
  void an_index_is_creating_until_its_backfill_is_complete() {
    fill(2_500);
    var answer = calls.update("trips", DRIVERS);
    assertThat(answer.text("TableStatus")).isEqualTo("UPDATING");

    var pages = 0;
    do {
      assertThat(calls.describe("trips").text("TableStatus")).isEqualTo("ACTIVE");
      assertThat(index().text("IndexStatus")).isEqualTo("CREATING");
      assertThat(index().bool("Backfilling")).isTrue();
      for (var operation : new String[] {"Scan", "Query"}) {
        assertThat(
                calls.refusal(
                    operation,
                    table("trips"),
                    "'IndexName': 'drivers'",
                    operation.equals("Scan")
                        ? "'Limit': 1"
                        : """
                        'KeyConditionExpression': 'driver = :d',
                        'ExpressionAttributeValues': {':d': {'S': 'd1'}}\
                        """))
            .isEqualTo(
                "ValidationException: Cannot read from backfilling global secondary index:"
                    + " drivers");
      }
      assertThat(calls.upkeep.runPage()).isTrue();
      pages++;
    } while (index().has("Backfilling"));

    assertThat(pages).isEqualTo(3);
    assertThat(calls.upkeep.runPage()).isFalse();
    assertThat(index().text("IndexStatus")).isEqualTo("ACTIVE");
    assertIndexHasAllItems();
  }

  @Test
  void a_page_of_large_items_is_short() {
    for (var id = 0; id < 9; id++) {
      put(id, "d");
      calls.call(
          "UpdateItem",
          table("trips"),
          "'Key': {'id': {'S': '%d'}}".formatted(id),
          "'UpdateExpression': 'SET note = :n'",
          "'ExpressionAttributeValues': {':n': {'S': '%s'}}".formatted("x".repeat(300_000)));
    }
    calls.update("trips", DRIVERS);

    calls.upkeep.runPage();

    assertThat(index().integer("ItemCount")).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void writes_during_a_backfill_keep_the_index_consistent(long seed) {
    var random = new Random(seed);
    fill(3_200);
    calls.update("trips", DRIVERS);
    do {
      for (var i = 0; i < 150; i++) {
        var id = random.nextInt(3_400);
        if (random.nextBoolean()) {
          put(id, "d" + random.nextInt(9));
        } else {
          delete(id);
        }
      }
    } while (calls.upkeep.runPage());
    assertIndexHasAllItems();

    for (var id = 0; id < 3_400; id++) {
      delete(id);
    }
    assertIndexHasAllItems();
  }

  @Test
  void a_restarted_server_resumes_a_backfill() {
    fill(2_500);
    calls.update("trips", DRIVERS);
    calls.upkeep.runPage();
    calls.close();

    calls = TableCalls.withoutUpkeep(folder);
    assertThat(index().text("IndexStatus")).isEqualTo("CREATING");
    assertThat(index().integer("ItemCount")).isEqualTo(1_000);
    calls.upkeep.run();

    assertThat(index().text("IndexStatus")).isEqualTo("ACTIVE");
    assertIndexHasAllItems();
  }

  @Test
  void during_a_backfill_the_index_can_be_deleted_and_no_other_can_be_created() {
    fill(1_500);
    calls.update("trips", DRIVERS);
    calls.upkeep.runPage();

    assertThat(
            calls.refusal("UpdateTable", table("trips"), DRIVERS.replace("'drivers'", "'others'")))
        .startsWith("LimitExceededException: Subscriber limit exceeded: Only 1 online index");
    assertThat(
            calls.update("trips", DELETE).objects("GlobalSecondaryIndexes").getFirst().toString())
        .contains("IndexStatus=DELETING");

    assertThat(calls.describe("trips").has("GlobalSecondaryIndexes")).isFalse();
    calls.update("trips", DRIVERS);
    calls.upkeep.run();
    assertIndexHasAllItems();
  }

  @Test
  void a_deleted_table_disappears_immediately_and_its_items_page_by_page() {
    calls.call("DeleteTable", table("trips"));
    calls.create("trips", PLAIN);
    calls.update("trips", DRIVERS);
    calls.upkeep.run();
    fill(1_500);
    assertThat(calls.entries()).isGreaterThan(3_000);

    calls.call("DeleteTable", table("trips"));

    assertThat(calls.refusal("DescribeTable", table("trips")))
        .startsWith("ResourceNotFoundException");
    assertThat(calls.refusal("PutItem", table("trips"), "'Item': {'id': {'S': '1'}}"))
        .startsWith("ResourceNotFoundException");
    assertThat(calls.entries()).isGreaterThan(3_000);
    calls.create("trips", PLAIN);
    put(1, "new");
    assertThat(calls.upkeep.runPage()).isTrue();
    assertThat(calls.entries()).isBetween(1_000, 2_500);
    assertThat(scan()).isEqualTo(Map.of("1", "new"));

    calls.close();
    calls = TableCalls.withoutUpkeep(folder);
    calls.upkeep.run();

    assertThat(scan()).isEqualTo(Map.of("1", "new"));
    assertThat(calls.entries()).isLessThan(10);
  }
}
