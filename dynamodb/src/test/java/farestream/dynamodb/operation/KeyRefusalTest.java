package farestream.dynamodb.operation;

import static farestream.dynamodb.operation.TableCalls.TRIPS;
import static farestream.dynamodb.operation.TableCalls.table;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.error.ServiceException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that use a key as a document, or something else as a key.
class KeyRefusalTest {
  private static final String KEY = "'Key': {'rider': {'S': 'ann'}, 'time': {'N': '1'}}";
  private static final String NO_PARTS =
      "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed:"
          + " ";

  private TableCalls calls;

  @BeforeEach
  void open(@TempDir Path folder) {
    calls = new TableCalls(folder);
    calls.create("trips", TRIPS);
  }

  @AfterEach
  void close() {
    calls.close();
  }

  @ParameterizedTest
  @CsvSource({
    "rider.x,Key: rider",
    "rider[0],Key: rider",
    "driver.x,IndexKey: driver",
    "a.b.c,",
    "fare[1],"
  })
  void no_document_path_leads_into_a_key(String path, @Nullable String refused) {
    for (var read :
        new String[] {
          "GetItem " + KEY + ", 'ProjectionExpression': 'PATH'",
          "Scan 'ProjectionExpression': 'PATH'",
          "Scan 'FilterExpression': 'attribute_exists(PATH)'",
          "Scan 'IndexName': 'local', 'FilterExpression': 'attribute_exists(PATH)'",
          "Query 'KeyConditionExpression': 'rider = :r', 'ProjectionExpression': 'PATH',"
              + " 'ExpressionAttributeValues': {':r': {'S': 'ann'}}",
          "UpdateItem " + KEY + ", 'UpdateExpression': 'SET n = PATH'",
          "UpdateItem " + KEY + ", 'UpdateExpression': 'SET n = if_not_exists(PATH, fare)'",
          "UpdateItem " + KEY + ", 'UpdateExpression': 'SET n = fare + PATH'",
        }) {
      assertRefused(read.replace("PATH", path), refused);
    }
  }

  @Test
  void no_update_writes_into_a_key() {
    assertRefused(
        "UpdateItem " + KEY + ", 'UpdateExpression': 'REMOVE driver.x'", "IndexKey: driver");
    assertThat(
            calls.refusal(
                "UpdateItem", table("trips"), KEY, "'UpdateExpression': 'REMOVE rider.x'"))
        .contains("Cannot update attribute rider. This attribute is part of the key");
  }

  @Test
  void a_filter_of_a_query_cannot_contain_a_part_of_an_index_key() {
    var query =
        "Query 'KeyConditionExpression': 'rider = :r',"
            + " 'FilterExpression': 'attribute_exists(driver.x)',"
            + " 'ExpressionAttributeValues': {':r': {'S': 'ann'}}";
    assertRefused(query, "IndexKey: driver");
  }

  private void assertRefused(String request, @Nullable String refused) {
    var operation = request.substring(0, request.indexOf(' '));
    var fields = request.substring(operation.length());
    var answer = refusalOrNone(operation, fields);
    if (refused == null) {
      assertThat(answer).as(request).doesNotContain("must be scalars");
    } else {
      assertThat(answer).as(request).isEqualTo("ValidationException: " + NO_PARTS + refused);
    }
  }

  private String refusalOrNone(String operation, String fields) {
    try {
      return calls.call(operation, table("trips"), fields).toString();
    } catch (ServiceException refusal) {
      return refusal.simpleType() + ": " + refusal.text();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'rider': {'S': 'ann'}}",
        "{'time': {'N': '1'}, 'fare': {'N': '2'}}",
        "{'rider': {'N': '1'}, 'time': {'N': '1'}}",
        "{'rider': {'S': 'ann'}, 'time': {'S': '1'}}"
      })
  void the_error_of_a_batch_does_not_describe_what_is_wrong_with_a_key(String item) {
    assertThat(
            calls.refusal(
                "BatchWriteItem",
                "'RequestItems': {'trips': [{'PutRequest': {'Item': %s}}]}".formatted(item)))
        .isEqualTo("ValidationException: The provided key element does not match the schema");
    assertThat(calls.refusal("PutItem", table("trips"), "'Item': " + item))
        .contains("One or more parameter values were invalid: ");
  }
}
