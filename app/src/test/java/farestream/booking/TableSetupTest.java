package farestream.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.TestInstance;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

class TableSetupTest {
  private final DynamoDbClient dynamoDb = TestInstance.running().config().dynamoDb();

  @Test
  void the_table_is_the_workshops() {
    assertThat(TableSetup.ensure(dynamoDb, "made")).isEqualTo(TableSetup.Done.TABLE_CREATED);
    var table = dynamoDb.describeTable(request -> request.tableName("made")).table();
    assertThat(table.keySchema())
        .extracting(KeySchemaElement::attributeName)
        .containsExactly("riderid", "tripinfo");
    assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
    assertThat(table.streamSpecification().streamViewType())
        .isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
    assertThat(table.globalSecondaryIndexes())
        .singleElement()
        .satisfies(
            index -> {
              assertThat(index.indexName()).isEqualTo("trips-driver-GSI1");
              assertThat(index.projection().projectionTypeAsString()).isEqualTo("KEYS_ONLY");
            });
    assertThat(TableSetup.ensure(dynamoDb, "made")).isEqualTo(TableSetup.Done.NOTHING);
  }

  @Test
  void a_table_without_a_stream_gets_one() {
    BareTable.create(dynamoDb, "bare");
    assertThat(TableSetup.ensure(dynamoDb, "bare")).isEqualTo(TableSetup.Done.STREAM_ENABLED);
    assertThat(
            dynamoDb.describeTable(request -> request.tableName("bare")).table().latestStreamArn())
        .isNotNull();
  }

  @Test
  void a_stream_without_images_is_rejected() {
    BareTable.create(dynamoDb, "keys");
    dynamoDb.updateTable(
        request ->
            request
                .tableName("keys")
                .streamSpecification(
                    stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
    assertThatThrownBy(() -> TableSetup.ensure(dynamoDb, "keys"))
        .isInstanceOf(TableSetup.NotReady.class)
        .hasMessageContaining("has the view type KEYS_ONLY");
  }

  @Test
  void enabling_an_enabled_stream_fails_as_on_aws() {
    TableSetup.ensure(dynamoDb, "twice");
    assertThatThrownBy(
            () ->
                dynamoDb.updateTable(
                    request ->
                        request
                            .tableName("twice")
                            .streamSpecification(
                                stream ->
                                    stream
                                        .streamEnabled(true)
                                        .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("already has an enabled stream");
  }
}
