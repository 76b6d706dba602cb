package farestream.dynamodb.operation;

import static farestream.dynamodb.operation.TableCalls.PLAIN;
import static farestream.dynamodb.operation.TableCalls.object;
import static farestream.dynamodb.operation.TableCalls.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateTableTest {
  private static final String INVALID =
      "ValidationException: One or more parameter values were invalid: ";
  private static final String DEFINITION =
      "'AttributeDefinitions': [{'AttributeName': 'driver', 'AttributeType': 'S'}]";
  private static final String CREATE =
      """
      {'Create': {
        'IndexName': 'drivers',
        'KeySchema': [{'AttributeName': 'driver', 'KeyType': 'HASH'}],
        'Projection': {'ProjectionType': 'ALL'}}}\
      """;
  private static final String DELETE = "{'Delete': {'IndexName': 'drivers'}}";
  private static final String STREAM_ON =
      "'StreamSpecification': {'StreamEnabled': true, 'StreamViewType': 'NEW_IMAGE'}";
  private static final String STREAM_OFF = "'StreamSpecification': {'StreamEnabled': false}";

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

  private String refusal(String... fields) {
    return calls.refusal("UpdateTable", table("trips"), String.join(", ", fields));
  }

  private static String indexes(String... updates) {
    return "'GlobalSecondaryIndexUpdates': [%s]".formatted(String.join(", ", updates));
  }

  private static String units(int read, int write) {
    return "'ProvisionedThroughput': {'ReadCapacityUnits': %d, 'WriteCapacityUnits': %d}"
        .formatted(read, write);
  }

  @Test
  void a_new_index_has_the_items_with_valid_index_keys() {
    calls.put("trips", "{'id': {'S': '1'}, 'driver': {'S': 'bob'}}");
    calls.put("trips", "{'id': {'S': '2'}, 'driver': {'N': '7'}}");
    calls.put("trips", "{'id': {'S': '3'}}");

    var answer = calls.update("trips", DEFINITION, indexes(CREATE));

    assertThat(answer.text("TableStatus")).isEqualTo("UPDATING");
    assertThat(answer.objects("GlobalSecondaryIndexes").getFirst().text("IndexStatus"))
        .isEqualTo("CREATING");
    var index = calls.describe("trips").objects("GlobalSecondaryIndexes").getFirst();
    assertThat(index.text("IndexStatus")).isEqualTo("ACTIVE");
    assertThat(index.integer("ItemCount")).isEqualTo(1);
    var scan = calls.call("Scan", table("trips"), "'IndexName': 'drivers'");
    assertThat(scan.objects("Items")).hasToString("[{id={S=1}, driver={S=bob}}]");
  }

  @Test
  void deleting_an_index_removes_its_attribute_definitions() {
    calls.update("trips", DEFINITION, indexes(CREATE));
    var answer = calls.update("trips", indexes(DELETE));
    assertThat(answer.objects("GlobalSecondaryIndexes").getFirst().text("IndexStatus"))
        .isEqualTo("DELETING");
    var table = calls.describe("trips");
    assertThat(table.has("GlobalSecondaryIndexes")).isFalse();
    assertThat(table.objects("AttributeDefinitions"))
        .hasToString("[{AttributeName=id, AttributeType=S}]");
  }

  @Test
  void index_changes_that_cannot_be_made_are_refused() {
    calls.update("trips", DEFINITION, indexes(CREATE));
    var other = CREATE.replace("drivers", "others");
    assertThat(refusal(DEFINITION, indexes(CREATE)))
        .isEqualTo("ValidationException: Attempting to create an index which already exists");
    assertThat(refusal(DEFINITION, indexes(other, DELETE)))
        .startsWith("LimitExceededException: Subscriber limit exceeded: Only 1 online index");
    assertThat(refusal(indexes(other.replace("driver'", "rider'"))))
        .isEqualTo(INVALID + "AttributeDefinitions is not specified for index: others");
    assertThat(refusal(indexes(DELETE.replace("drivers", "others"))))
        .isEqualTo("ResourceNotFoundException: Requested resource not found");
  }

  @Test
  void a_table_becomes_provisioned_with_all_of_its_indexes_and_on_demand_again() {
    calls.update("trips", DEFINITION, indexes(CREATE));
    var provisioned = "'BillingMode': 'PROVISIONED'";
    assertThat(refusal(provisioned, units(5, 6)))
        .isEqualTo(INVALID + "ProvisionedThroughput must be specified for index: drivers");

    var index = "{'Update': {'IndexName': 'drivers', %s}}".formatted(units(1, 2));
    calls.update("trips", provisioned, units(5, 6), indexes(index));
    assertThat(calls.describe("trips").toString())
        .contains("ReadCapacityUnits=5", "WriteCapacityUnits=6", "WriteCapacityUnits=2")
        .doesNotContain("PAY_PER_REQUEST");
    assertThat(refusal(units(5, 6))).contains("The provisioned throughput for the table will not");

    calls.update("trips", "'BillingMode': 'PAY_PER_REQUEST'");
    assertThat(calls.describe("trips").toString())
        .contains("PAY_PER_REQUEST")
        .doesNotContain("CapacityUnits=5", "CapacityUnits=2");
  }

  @Test
  void a_stream_is_enabled_and_disabled() {
    assertThat(refusal(STREAM_OFF))
        .isEqualTo("ValidationException: Table has no stream to disable: TableName: trips");

    var enabled = calls.update("trips", STREAM_ON);
    assertThat(object(enabled, "StreamSpecification").text("StreamViewType"))
        .isEqualTo("NEW_IMAGE");
    assertThat(enabled.text("LatestStreamArn"))
        .isEqualTo(
            "arn:aws:dynamodb:eu-central-1:000000000000:table/trips/stream/"
                + enabled.text("LatestStreamLabel"));
    assertThat(refusal(STREAM_ON))
        .isEqualTo("ValidationException: Table already has an enabled stream: TableName: trips");

    var disabled = calls.update("trips", STREAM_OFF);
    assertThat(disabled.has("StreamSpecification")).isFalse();
    assertThat(disabled.text("LatestStreamArn")).isEqualTo(enabled.text("LatestStreamArn"));
  }

  @Test
  void a_request_without_a_change_or_with_changes_that_exclude_each_other_is_refused() {
    assertThat(refusal(DEFINITION))
        .startsWith("ValidationException: At least one of ProvisionedThroughput, BillingMode,");
    assertThat(refusal(STREAM_ON, DEFINITION, indexes(CREATE)))
        .isEqualTo(INVALID + "You cannot create or delete index while changing stream status");
    assertThat(refusal(STREAM_ON, "'DeletionProtectionEnabled': true"))
        .isEqualTo(
            INVALID + "DeletionProtection modification must be the only operation in the request");
  }
}
