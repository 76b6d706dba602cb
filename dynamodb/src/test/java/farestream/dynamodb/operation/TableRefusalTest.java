package farestream.dynamodb.operation;

import static farestream.dynamodb.operation.TableCalls.PLAIN;
import static farestream.dynamodb.operation.TableCalls.TRIPS;
import static farestream.dynamodb.operation.TableCalls.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableRefusalTest {
  private static final String ON_DEMAND = "'BillingMode': 'PAY_PER_REQUEST'";
  private static final String INVALID =
      "ValidationException: One or more parameter values were invalid: ";

  private TableCalls calls;

  @BeforeEach
  void open(@TempDir Path folder) {
    calls = new TableCalls(folder);
  }

  @AfterEach
  void close() {
    calls.close();
  }

  private String creation(String... fields) {
    return calls.refusal("CreateTable", table("trips"), String.join(", ", fields));
  }

  @Test
  void a_table_name_is_unique() {
    calls.create("trips", PLAIN);
    assertThat(creation(ON_DEMAND, PLAIN))
        .isEqualTo("ResourceInUseException: Table already exists: trips");
  }

  @Test
  void violations_of_constraints_are_reported_together() {
    assertThat(
            creation(
                "'BillingMode': 'FREE'",
                PLAIN.replace("'S'", "'X'"),
                "'GlobalSecondaryIndexes': [{'IndexName': 'ab'}]"))
        .startsWith("ValidationException: 5 validation errors detected: Value 'X' at ")
        .contains(
            "'attributeDefinitions.1.member.attributeType' failed to satisfy constraint: Member"
                + " must satisfy enum value set: [B, N, S]; Value 'FREE' at 'billingMode' ",
            "Value 'ab' at 'globalSecondaryIndexes.1.member.indexName' ",
            "Value null at 'globalSecondaryIndexes.1.member.keySchema' ",
            "Value null at 'globalSecondaryIndexes.1.member.projection' ");
  }

  @Test
  void billing_is_checked_before_the_key() {
    var noKey =
        PLAIN.replace(
            "'KeySchema': [{'AttributeName': 'id'", "'KeySchema': [{'AttributeName': 'x'");
    assertThat(creation(noKey)).startsWith(INVALID + "ReadCapacityUnits and WriteCapacityUnits");
    assertThat(creation(ON_DEMAND, noKey))
        .isEqualTo(
            INVALID
                + "Some index key attributes are not defined in AttributeDefinitions. Keys: [x],"
                + " AttributeDefinitions: [id]");
  }

  @Test
  void definitions_and_keys_must_match() {
    assertThat(creation(ON_DEMAND, TRIPS.replace("'driver', 'KeyType'", "'time', 'KeyType'")))
        .isEqualTo(
            INVALID
                + "Some AttributeDefinitions are not used. AttributeDefinitions: [rider, time,"
                + " driver], keys used: [rider, time]");
    assertThat(creation(ON_DEMAND, TRIPS.replace("'drivers'", "'local'")))
        .isEqualTo(INVALID + "Duplicate index name: local");
    assertThat(creation(ON_DEMAND, TRIPS.replace(", 'NonKeyAttributes': ['fare']", "")))
        .isEqualTo(INVALID + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
  }

  @Test
  void indexes_are_limited_in_number_and_in_what_they_project() {
    var index =
        """
        {'IndexName': 'index%d',
         'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}],
         'Projection': {'ProjectionType': 'INCLUDE', 'NonKeyAttributes': ['a', 'b', 'c', 'd', 'e',
           'f']}}\
        """;
    var indexes = new StringBuilder(index.formatted(0));
    for (var i = 1; i < 21; i++) {
      indexes.append(", ").append(index.formatted(i));
      if (i == 16) {
        assertThat(creation(ON_DEMAND, PLAIN, global(indexes)))
            .endsWith("exceeds the per-table limit of 100");
      }
    }
    assertThat(creation(ON_DEMAND, PLAIN, global(indexes)))
        .isEqualTo(INVALID + "GlobalSecondaryIndex count exceeds the per-table limit of 20");
  }

  private static String global(CharSequence indexes) {
    return "'GlobalSecondaryIndexes': [%s]".formatted(indexes);
  }

  @Test
  void a_stream_has_a_view_exactly_if_it_is_enabled() {
    assertThat(creation(ON_DEMAND, PLAIN, "'StreamSpecification': {'StreamEnabled': true}"))
        .endsWith("Table is being created with a stream enabled, UpdateViewType is required");
  }

  @Test
  void tags_require_an_existing_table() {
    var arn = "arn:aws:dynamodb:eu-central-1:000000000000:table/none";
    assertThat(calls.refusal("ListTagsOfResource", "'ResourceArn': '%s'".formatted(arn)))
        .startsWith("AccessDeniedException: ");
    assertThat(calls.refusal("ListTagsOfResource", "'ResourceArn': 'none'"))
        .isEqualTo(INVALID + "ARNs must start with 'arn:': none");
  }
}
