package farestream.dynamodb.operation;

import static farestream.dynamodb.operation.TableCalls.PLAIN;
import static farestream.dynamodb.operation.TableCalls.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Items that were written before an index was created, with values that are invalid for its key.
class IndexKeyTest {
  private static final String INDEX =
      """
      'AttributeDefinitions': [{'AttributeName': 'driver', 'AttributeType': 'S'}],
      'GlobalSecondaryIndexUpdates': [{'Create': {
        'IndexName': 'drivers',
        'KeySchema': [{'AttributeName': 'driver', 'KeyType': 'HASH'}],
        'Projection': {'ProjectionType': 'ALL'}}}]\
      """;

  private TableCalls calls;

  @BeforeEach
  void open(@TempDir Path folder) {
    calls = new TableCalls(folder);
    calls.create("trips", PLAIN);
  }

  @AfterEach
  void close() {
    calls.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'BOOL': true}", "{'N': '7'}", "{'S': ''}", "{'M': {}}", "{'NULL': true}"})
  void an_item_that_an_index_omits_can_be_changed_and_deleted(String driver) {
    calls.put("trips", "{'id': {'S': '1'}, 'driver': %s}".formatted(driver));
    calls.update("trips", INDEX);
    assertThat(entries()).isZero();
    calls.call(
        "UpdateItem",
        table("trips"),
        "'Key': {'id': {'S': '1'}}",
        "'UpdateExpression': 'SET driver = :bob'",
        "'ExpressionAttributeValues': {':bob': {'S': 'bob'}}");
    assertThat(entries()).isEqualTo(1);
    calls.call("DeleteItem", table("trips"), "'Key': {'id': {'S': '1'}}");
    assertThat(entries()).isZero();
  }

  @Test
  void an_item_whose_key_is_too_large_for_a_new_index_is_omitted_and_refused_later() {
    var item = "{'id': {'S': '1'}, 'driver': {'S': '%s'}}".formatted("x".repeat(40_000));
    calls.put("trips", item);
    calls.update("trips", INDEX);
    assertThat(calls.call("Scan", table("trips"), "'IndexName': 'drivers'").objects("Items"))
        .isEmpty();
    assertThat(calls.refusal("PutItem", table("trips"), "'Item': " + item))
        .contains("Size of hashkey has exceeded the maximum size limit of2048 bytes");
    calls.call("DeleteItem", table("trips"), "'Key': {'id': {'S': '1'}}");
    assertThat(entries()).isZero();
  }

  @Test
  void operations_accept_the_arn_as_the_table_name() {
    var arn = "'TableName': 'arn:aws:dynamodb:eu-central-1:000000000000:table/trips'";
    calls.call("PutItem", arn, "'Item': {'id': {'S': '1'}}");
    assertThat(calls.call("GetItem", arn, "'Key': {'id': {'S': '1'}}").has("Item")).isTrue();
  }

  private Long entries() {
    var index = calls.describe("trips").objects("GlobalSecondaryIndexes").getFirst();
    return Objects.requireNonNull(index.integer("ItemCount"));
  }
}
