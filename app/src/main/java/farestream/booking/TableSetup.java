package farestream.booking;

import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import farestream.failure.Refusal;
import farestream.trip.TripAttribute;
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

/// Creates the workshop's trips table and enables its stream, if missing, and creates the drivers
/// table next to it, which holds each driver's latest trip.
public final class TableSetup {
  private static final StreamSpecification STREAM =
      StreamSpecification.builder()
          .streamEnabled(true)
          .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
          .build();

  /// The workshop's index: `DRIVER_EMAIL`, sorted by `DROPOFF_DATETIME`, which only completed
  /// trips have.
  static final String DRIVERS_INDEX = "trips-driver-GSI1";

  private TableSetup() {}

  /// What [#ensure] did.
  public enum Done {
    TABLE_CREATED,
    STREAM_ENABLED,
    NOTHING
  }

  /// The table or its stream can't carry trips to PostgreSQL. The message is shown to the user.
  public static final class NotReady extends Refusal {
    private static final long serialVersionUID = 1L;

    NotReady(String message) {
      super(message);
    }
  }

  /// @throws NotReady if the stream's view type is not NEW_AND_OLD_IMAGES
  public static Done ensure(DynamoDbClient dynamoDb, String table) {
    var drivers = ActiveTrips.tableName(table);
    if (describe(dynamoDb, drivers).isEmpty()) {
      create(dynamoDb, driversTable(drivers));
    }
    var existing = describe(dynamoDb, table);
    if (existing.isEmpty()) {
      create(dynamoDb, workshopsTable(table));
      return Done.TABLE_CREATED;
    }
    if (!hasStream(existing.get())) {
      dynamoDb.updateTable(request -> request.tableName(table).streamSpecification(STREAM));
      dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(table));
      return Done.STREAM_ENABLED;
    }
    requireBothImages(existing.get());
    return Done.NOTHING;
  }

  private static void create(DynamoDbClient dynamoDb, CreateTableRequest table) {
    dynamoDb.createTable(table);
    dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(table.tableName()));
  }

  /// @throws NotReady if writes to the table can't reach PostgreSQL
  /// @throws ResourceNotFoundException if the table doesn't exist
  public static void requireReady(DynamoDbClient dynamoDb, String table) {
    var existing = dynamoDb.describeTable(request -> request.tableName(table)).table();
    if (existing.tableStatus() == TableStatus.DELETING) {
      throw new NotReady("table %s is being deleted; check TRIPS_TABLE".formatted(table));
    }
    if (!hasStream(existing)) {
      throw new NotReady(
          "the stream of table %s is disabled, so no trip reaches the ledger; run ./farestream up, or"
                  .formatted(table)
              + " enable the stream with NEW_AND_OLD_IMAGES");
    }
    requireBothImages(existing);
  }

  private static boolean hasStream(TableDescription table) {
    var stream = table.streamSpecification();
    return stream != null && Boolean.TRUE.equals(stream.streamEnabled());
  }

  private static void requireBothImages(TableDescription table) {
    var stream = table.streamSpecification();
    if (stream.streamViewType() != StreamViewType.NEW_AND_OLD_IMAGES) {
      throw new NotReady(
          "the stream of table %s has the view type %s, not NEW_AND_OLD_IMAGES; disable it, then start again"
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
            text(TripAttribute.RIDERID),
            text(TripAttribute.TRIPINFO),
            text(TripAttribute.DRIVER_EMAIL),
            text(TripAttribute.DROPOFF_DATETIME))
        .keySchema(
            key(TripAttribute.RIDERID, KeyType.HASH), key(TripAttribute.TRIPINFO, KeyType.RANGE))
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName(DRIVERS_INDEX)
                .keySchema(
                    key(TripAttribute.DRIVER_EMAIL, KeyType.HASH),
                    key(TripAttribute.DROPOFF_DATETIME, KeyType.RANGE))
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
                .attributeName(TripAttribute.DRIVER_ID)
                .attributeType(N)
                .build())
        .keySchema(key(TripAttribute.DRIVER_ID, KeyType.HASH))
        .build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder().attributeName(name).attributeType(S).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
