package farestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.CompletedItem;
import farestream.TestInstance;
import farestream.booking.BareTable;
import farestream.booking.TableSetup;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class StatusTest {
  private final TestInstance instance = TestInstance.running();
  private final DynamoDbClient dynamoDb = instance.config().dynamoDb();

  @Test
  void a_table_whose_stream_is_off_is_said_so() {
    TableSetup.ensure(dynamoDb, "off");
    assertThat(instance.with("TRIPS_TABLE", "off").run("status").status()).isZero();
    dynamoDb.updateTable(
        table -> table.tableName("off").streamSpecification(off -> off.streamEnabled(false)));
    var refused = instance.with("TRIPS_TABLE", "off").run("status");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err())
        .startsWith("farestream: the stream of table off is off, and no trip reaches the ledger:")
        .hasLineCount(1);
  }

  @Test
  void a_table_that_was_deleted_is_said_so() {
    TableSetup.ensure(dynamoDb, "deleted");
    dynamoDb.deleteTable(table -> table.tableName("deleted"));
    var refused = instance.with("TRIPS_TABLE", "deleted").run("status");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("no such table", "TRIPS_TABLE").hasLineCount(1);
  }

  @Test
  void a_table_that_never_had_a_stream_is_said_so_by_whoever_reads_it() {
    BareTable.create(dynamoDb, "streamless");
    dynamoDb.putItem(put -> put.tableName("streamless").item(CompletedItem.of("of no stream")));
    for (var command : new String[] {"status", "reconcile"}) {
      var refused = instance.with("TRIPS_TABLE", "streamless").run(command);
      assertThat(refused.status()).as(command).isEqualTo(3);
      assertThat(refused.err())
          .contains("table streamless", "no trip reaches the ledger: start ./farestream up")
          .doesNotContain("unexpected");
    }
  }
}
