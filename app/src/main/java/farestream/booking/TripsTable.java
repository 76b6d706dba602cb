package farestream.booking;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.trip.TripAttribute;
import farestream.trip.TripKey;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The trips table: reads single items and changes them conditionally. Thread-safe.
public final class TripsTable {
  /// DynamoDB's limits for key values, in bytes.
  private static final int LONGEST_RIDERID = 2_048;

  private static final int LONGEST_TRIPINFO = 1_024;

  private final DynamoDbClient dynamoDb;
  private final String name;

  public TripsTable(DynamoDbClient dynamoDb, String name) {
    this.dynamoDb = dynamoDb;
    this.name = name;
  }

  DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  public String name() {
    return name;
  }

  /// The result of a conditional change.
  sealed interface Change {
    /// @param trip the item after the change
    record Done(TripItem trip) implements Change {}

    /// The condition failed.
    ///
    /// @param trip the item as it is stored; absent if there is none
    record Refused(Optional<TripItem> trip) implements Change {}
  }

  /// Returns the approximate number of items, of any status. AWS updates it about every six
  /// hours.
  public long roughSize() {
    return dynamoDb.describeTable(request -> request.tableName(name)).table().itemCount();
  }

  /// Returns the item by a consistent read, which reflects all earlier writes.
  public Optional<TripItem> find(TripKey key) {
    var request =
        GetItemRequest.builder().tableName(name).key(keyOf(key)).consistentRead(true).build();
    var response = dynamoDb.getItem(request);
    return response.hasItem() ? Optional.of(new TripItem(response.item())) : Optional.empty();
  }

  /// Sets attributes if the condition holds, in one atomic write.
  ///
  /// @param condition a DynamoDB condition expression over `#STATUS` and the names in `compared`
  /// @param compared the values used in the condition, by name; `x` is referred to as `#x` and
  ///     `:x`
  Change change(
      TripKey key,
      Map<String, AttributeValue> attributes,
      String condition,
      Map<String, AttributeValue> compared) {
    var expression = UpdateExpression.of(attributes, condition, compared);
    var request =
        UpdateItemRequest.builder()
            .tableName(name)
            .key(keyOf(key))
            .updateExpression(expression.update())
            .conditionExpression(condition)
            .expressionAttributeNames(expression.names())
            .expressionAttributeValues(expression.values())
            .returnValues(ReturnValue.ALL_NEW)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    try {
      return new Change.Done(new TripItem(dynamoDb.updateItem(request).attributes()));
    } catch (ConditionalCheckFailedException refused) {
      return new Change.Refused(
          refused.hasItem() ? Optional.of(new TripItem(refused.item())) : Optional.empty());
    }
  }

  /// Returns whether DynamoDB accepts the key: both parts are non-empty and within its size
  /// limits. DynamoDB rejects a whole request if one of its keys isn't.
  public static boolean canBe(TripKey key) {
    return within(key.riderEmail(), LONGEST_RIDERID) && within(key.tripInfo(), LONGEST_TRIPINFO);
  }

  private static boolean within(String part, int longest) {
    return !part.isEmpty() && part.getBytes(UTF_8).length <= longest;
  }

  /// Returns whether a write failed only because of a concurrent write of the same item. Such a
  /// write had no effect and can be retried.
  public static boolean isWriteConflict(Throwable failure) {
    return switch (failure) {
      case TransactionConflictException _ -> true;
      case TransactionCanceledException cancelled ->
          cancelled.cancellationReasons().stream()
              .map(CancellationReason::code)
              .allMatch(code -> code.equals("None") || code.equals("TransactionConflict"));
      default -> false;
    };
  }

  static Map<String, AttributeValue> keyOf(TripKey key) {
    return Map.of(
        TripAttribute.RIDERID, AttributeValue.fromS(key.riderEmail()),
        TripAttribute.TRIPINFO, AttributeValue.fromS(key.tripInfo()));
  }
}
