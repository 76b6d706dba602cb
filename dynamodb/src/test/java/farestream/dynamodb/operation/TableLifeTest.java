package farestream.dynamodb.operation;

import static farestream.dynamodb.operation.TableCalls.PLAIN;
import static farestream.dynamodb.operation.TableCalls.TRIPS;
import static farestream.dynamodb.operation.TableCalls.object;
import static farestream.dynamodb.operation.TableCalls.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableLifeTest {
  private TableCalls calls;

  @BeforeEach
  void open(@TempDir Path folder) {
    calls = new TableCalls(folder);
  }

  @AfterEach
  void close() {
    calls.close();
  }

  @Test
  void a_table_is_described_as_it_was_defined() {
    var created = calls.create("trips", TRIPS, "'TableClass': 'STANDARD_INFREQUENT_ACCESS'");
    assertThat(created.text("TableStatus")).isEqualTo("CREATING");

    var table = calls.describe("trips");
    assertThat(table.text("TableStatus")).isEqualTo("ACTIVE");
    assertThat(table.text("TableArn"))
        .isEqualTo("arn:aws:dynamodb:eu-central-1:000000000000:table/trips");
    assertThat(table.raw("CreationDateTime")).isEqualTo(new BigDecimal("1772360130.25"));
    assertThat(table.objects("KeySchema").toString())
        .isEqualTo("[{AttributeName=rider, KeyType=HASH}, {AttributeName=time, KeyType=RANGE}]");
    assertThat(object(table, "BillingModeSummary").text("BillingMode"))
        .isEqualTo("PAY_PER_REQUEST");
    assertThat(object(table, "TableClassSummary").text("TableClass"))
        .isEqualTo("STANDARD_INFREQUENT_ACCESS");
    var local = table.objects("LocalSecondaryIndexes").getFirst();
    assertThat(local.has("IndexStatus")).isFalse();
    assertThat(local.raw("Projection")).hasToString("{ProjectionType=KEYS_ONLY}");
    var global = table.objects("GlobalSecondaryIndexes").getFirst();
    assertThat(global.text("IndexStatus")).isEqualTo("ACTIVE");
    assertThat(global.text("IndexArn")).endsWith(":table/trips/index/drivers");
    assertThat(global.raw("Projection"))
        .hasToString("{ProjectionType=INCLUDE, NonKeyAttributes=[fare]}");
  }

  @Test
  void an_operation_accepts_the_arn_as_the_name() {
    calls.create("trips", PLAIN);
    var arn = "arn:aws:dynamodb:eu-central-1:000000000000:table/trips";
    assertThat(calls.describe(arn).text("TableName")).isEqualTo("trips");
  }

  @Test
  void a_description_counts_items_and_index_entries() {
    calls.create("trips", TRIPS);
    calls.put("trips", "{'rider': {'S': 'ann'}, 'time': {'N': '1'}, 'driver': {'S': 'bob'}}");
    calls.put("trips", "{'rider': {'S': 'ann'}, 'time': {'N': '2'}}");
    calls.put("trips", "{'rider': {'S': 'ann'}, 'time': {'N': '2'}, 'note': {'S': 'again'}}");

    var table = calls.describe("trips");
    assertThat(table.integer("ItemCount")).isEqualTo(2);
    assertThat(table.integer("TableSizeBytes")).isEqualTo(23 + 14 + 9);
    var global = table.objects("GlobalSecondaryIndexes").getFirst();
    assertThat(global.integer("ItemCount")).isEqualTo(1);
    assertThat(global.integer("IndexSizeBytes")).isEqualTo(23);
  }

  @Test
  void a_deleted_table_leaves_nothing_behind_for_the_next_of_its_name() {
    calls.create("trips", TRIPS);
    for (var i = 0; i < 1_100; i++) {
      calls.put("trips", "{'rider': {'S': 'ann'}, 'time': {'N': '%d'}}".formatted(i));
    }
    var deleted = calls.call("DeleteTable", table("trips"));
    assertThat(object(deleted, "TableDescription").text("TableStatus")).isEqualTo("DELETING");
    assertThat(calls.refusal("DescribeTable", table("trips")))
        .isEqualTo(
            "ResourceNotFoundException: Requested resource not found: Table: trips not found");

    calls.create("trips", TRIPS);
    assertThat(calls.describe("trips").integer("ItemCount")).isZero();
    assertThat(calls.call("Scan", table("trips")).integer("Count")).isZero();
  }

  @Test
  void a_protected_table_is_not_deleted() {
    calls.create("trips", PLAIN, "'DeletionProtectionEnabled': true");
    assertThat(calls.refusal("DeleteTable", table("trips")))
        .startsWith("ValidationException: Resource cannot be deleted as it is currently protected");
    calls.update("trips", "'DeletionProtectionEnabled': false");
    calls.call("DeleteTable", table("trips"));
    assertThat(calls.call("ListTables").texts("TableNames")).isEmpty();
  }

  @Test
  void tables_are_listed_in_pages_by_name() {
    for (var name : new String[] {"bbb", "aaa", "ccc"}) {
      calls.create(name, PLAIN);
    }
    var first = calls.call("ListTables", "'Limit': 2");
    assertThat(first.texts("TableNames")).containsExactly("aaa", "bbb");
    assertThat(first.text("LastEvaluatedTableName")).isEqualTo("bbb");
    var last = calls.call("ListTables", "'Limit': 2, 'ExclusiveStartTableName': 'bbb'");
    assertThat(last.texts("TableNames")).containsExactly("ccc");
    assertThat(last.has("LastEvaluatedTableName")).isFalse();
  }

  @Test
  void time_to_live_is_stored_and_its_changes_are_validated() {
    calls.create("trips", PLAIN);
    var enable = "'TimeToLiveSpecification': {'Enabled': true, 'AttributeName': 'until'}";
    var other = "'TimeToLiveSpecification': {'Enabled': true, 'AttributeName': 'other'}";
    calls.call("UpdateTimeToLive", table("trips"), enable);
    assertThat(calls.call("DescribeTimeToLive", table("trips")).toString())
        .contains("TimeToLiveStatus=ENABLED", "AttributeName=until");
    assertThat(calls.refusal("UpdateTimeToLive", table("trips"), enable))
        .isEqualTo("ValidationException: TimeToLive is already enabled");
    assertThat(calls.refusal("UpdateTimeToLive", table("trips"), other))
        .endsWith("active on a different AttributeName: current AttributeName is until");
  }

  @Test
  void tags_are_added_replaced_and_removed() {
    calls.create("trips", PLAIN, "'Tags': [{'Key': 'a', 'Value': '1'}]");
    var arn = "'ResourceArn': 'arn:aws:dynamodb:eu-central-1:000000000000:table/trips'";
    calls.call(
        "TagResource",
        arn,
        "'Tags': [{'Key': 'a', 'Value': '2'}, {'Key': 'b', 'Value': '3'}, {'Key': 'c', 'Value':"
            + " ''}]");
    calls.call("UntagResource", arn, "'TagKeys': ['b', 'unknown']");
    assertThat(calls.call("ListTagsOfResource", arn))
        .hasToString("{Tags=[{Key=a, Value=2}, {Key=c, Value=}]}");
  }
}
