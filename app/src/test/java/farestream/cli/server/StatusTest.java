package farestream.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.SampleItem;
import farestream.TestInstance;
import farestream.booking.BareTable;
import farestream.booking.TableSetup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Tag("integration")
class StatusTest {
  private final TestInstance instance = TestInstance.running();
  private final DynamoDbClient dynamoDb = instance.config().dynamoDb();

  @Test
  void a_disabled_stream_is_reported() {
    TableSetup.ensure(dynamoDb, "off");
    assertThat(instance.with("TRIPS_TABLE", "off").run("status").status()).isZero();
    dynamoDb.updateTable(
        table -> table.tableName("off").streamSpecification(off -> off.streamEnabled(false)));
    var refused = instance.with("TRIPS_TABLE", "off").run("status");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err())
        .startsWith(
            "farestream: the stream of table off is disabled, so no trip reaches the ledger;")
        .hasLineCount(1);
  }

  @Test
  void if_one_server_is_unreachable_the_other_is_shown() {
    var noDynamoDb = instance.with("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9");
    var halved = noDynamoDb.run("status");
    assertThat(halved.status()).isEqualTo(4);
    assertThat(halved.err()).startsWith("farestream: DynamoDB can't be reached").hasLineCount(1);
    assertThat(halved.out())
        .containsPattern("DynamoDB +http://127.0.0.1:9, table \\S+: see below")
        .containsPattern("PostgreSQL +\\S+@127.0.0.1:\\S+, version ")
        .containsPattern("stream +unknown")
        .containsPattern("trips +\\d+ recorded");
    assertThat(noDynamoDb.run("status", "--json").out())
        .contains("\"tableIsReady\" : false", "\"trips\" : ")
        .doesNotContain("waitingRecords");

    var noPostgres = instance.with("PGPORT", "9").run("status");
    assertThat(noPostgres.status()).isEqualTo(4);
    assertThat(noPostgres.err())
        .startsWith("farestream: PostgreSQL can't be reached")
        .hasLineCount(1);
    assertThat(noPostgres.out())
        .containsPattern("DynamoDB +http://127.0.0.1:\\d+, table \\S+\n")
        .containsPattern("PostgreSQL +\\S+@127.0.0.1:9/\\S+: see below\n")
        .doesNotContain("worker", "trips  ");

    var neither = noDynamoDb.with("PGPORT", "9").run("status");
    assertThat(neither.status()).isEqualTo(4);
    assertThat(neither.err()).contains("DynamoDB can't", "PostgreSQL can't").hasLineCount(2);
  }

  @Test
  void a_deleted_table_is_reported() {
    TableSetup.ensure(dynamoDb, "deleted");
    dynamoDb.deleteTable(table -> table.tableName("deleted"));
    var refused = instance.with("TRIPS_TABLE", "deleted").run("status");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err())
        .contains("the DynamoDB table doesn't exist", "TRIPS_TABLE")
        .hasLineCount(1);
  }

  @Test
  void a_table_without_a_stream_is_reported_by_its_readers() {
    BareTable.create(dynamoDb, "streamless");
    dynamoDb.putItem(put -> put.tableName("streamless").item(SampleItem.of("of no stream")));
    for (var command : new String[] {"status", "reconcile"}) {
      var refused = instance.with("TRIPS_TABLE", "streamless").run(command);
      assertThat(refused.status()).as(command).isEqualTo(3);
      assertThat(refused.err())
          .contains("table streamless", "no trip reaches the ledger; run ./farestream up")
          .doesNotContain("unexpected");
    }
  }
}
