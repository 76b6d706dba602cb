package farestream.booking;

import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import farestream.failure.Refusal;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/// The workshop's table, made if it isn't there, and its stream, switched on if it isn't; beside it
/// the table of the trips that drivers hold.
public final class TableSetup {
  private static final StreamSpecification STREAM =
      StreamSpecification.builder()
          .streamEnabled(true)
          .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
          .build();

  /// The workshop's: a `DRIVER_EMAIL`, by `DROPOFF_DATETIME`, which a completed trip has.
  static final String DRIVERS_INDEX = "trips-driver-GSI1";

  private TableSetup() {}

  /// What was done.
  public enum Done {
    TABLE_CREATED,
    STREAM_ENABLED,
    NOTHING
  }

  /// The table or its stream is not what carries trips; the message is for people.
  public static final class NotReady extends Refusal {
    private static final long serialVersionUID = 1L;

    NotReady(String message) {
      super(message);
    }
  }

  /// @throws NotReady if the table's stream carries something else than both images
  public static Done ensure(DynamoDbClient dynamoDb, String table) {
    var drivers = ActiveTrips.tableName(table);
    if (describe(dynamoDb, drivers).isEmpty()) {
      create(dynamoDb, driversTable(drivers));
    }
    var there = describe(dynamoDb, table);
    if (there.isEmpty()) {
      create(dynamoDb, workshopsTable(table));
      return Done.TABLE_CREATED;
    }
    if (!hasStream(there.get())) {
      dynamoDb.updateTable(request -> request.tableName(table).streamSpecification(STREAM));
      dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(table));
      return Done.STREAM_ENABLED;
    }
    requireBothImages(there.get());
    return Done.NOTHING;
  }

  private static void create(DynamoDbClient dynamoDb, CreateTableRequest table) {
    dynamoDb.createTable(table);
    dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(table.tableName()));
  }

  /// @throws NotReady if what is written to the table can't reach the ledger
  /// @throws ResourceNotFoundException if there is no such table
  public static void requireReady(DynamoDbClient dynamoDb, String table) {
    var there = dynamoDb.describeTable(request -> request.tableName(table)).table();
    if (there.tableStatus() == TableStatus.DELETING) {
      throw new NotReady("table %s is being deleted: see TRIPS_TABLE".formatted(table));
    }
    if (!hasStream(there)) {
      throw new NotReady(
          "the stream of table %s is off, and no trip reaches the ledger: start ./farestream up, or"
                  .formatted(table)
              + " switch it on with NEW_AND_OLD_IMAGES");
    }
    requireBothImages(there);
  }

  private static boolean hasStream(TableDescription table) {
    var stream = table.streamSpecification();
    return stream != null && Boolean.TRUE.equals(stream.streamEnabled());
  }

  private static void requireBothImages(TableDescription table) {
    var stream = table.streamSpecification();
    if (stream.streamViewType() != StreamViewType.NEW_AND_OLD_IMAGES) {
      throw new NotReady(
          "the stream of table %s carries %s, not NEW_AND_OLD_IMAGES: disable it, then start again"
              .formatted(table.tableName(), stream.streamViewTypeAsString()));
    }
  }

  private static Optional<TableDescription> describe(DynamoDbClient dynamoDb, String table) {
    try {
      return Optional.of(dynamoDb.describeTable(request -> request.tableName(table)).table());
    } catch (ResourceNotFoundException none) {
      return Optional.empty();
    }
  }

  private static CreateTableRequest workshopsTable(String table) {
    return CreateTableRequest.builder()
        .tableName(table)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(
            text("riderid"), text("tripinfo"), text("DRIVER_EMAIL"), text("DROPOFF_DATETIME"))
        .keySchema(key("riderid", KeyType.HASH), key("tripinfo", KeyType.RANGE))
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName(DRIVERS_INDEX)
                .keySchema(
                    key("DRIVER_EMAIL", KeyType.HASH), key("DROPOFF_DATETIME", KeyType.RANGE))
                .projection(Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build())
                .build())
        .streamSpecification(STREAM)
        .build();
  }

  private static CreateTableRequest driversTable(String table) {
    return CreateTableRequest.builder()
        .tableName(table)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(
            AttributeDefinition.builder()
                .attributeName(ActiveTrips.DRIVER_ID)
                .attributeType(N)
                .build())
        .keySchema(key(ActiveTrips.DRIVER_ID, KeyType.HASH))
        .build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder().attributeName(name).attributeType(S).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
