package farestream.booking;

import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The trip that each driver took last: a table beside the trips', an item a driver. It is written
/// in the transaction that accepts a trip, and counts while that trip is under way with the driver.
/// So whoever ends a trip, by whatever program, has freed the driver.
final class ActiveTrips {
  static final String DRIVER_ID = "DRIVER_ID";

  private final TripsTable trips;

  ActiveTrips(TripsTable trips) {
    this.trips = trips;
  }

  static String tableName(String trips) {
    return trips + "-drivers";
  }

  /// As of all writes before (a consistent read).
  ///
  /// @throws TableSetup.NotReady if the trips have a table and the drivers don't
  Optional<TripKey> latestOf(long driver) {
    try {
      return stored(driver);
    } catch (ResourceNotFoundException none) {
      throw notThere(none);
    }
  }

  /// For who only wants to see it: where drivers have no table, none has taken a trip by it.
  Optional<TripKey> knownOf(long driver) {
    try {
      return stored(driver);
    } catch (ResourceNotFoundException none) {
      return Optional.empty();
    }
  }

  private Optional<TripKey> stored(long driver) {
    var request =
        GetItemRequest.builder()
            .tableName(tableName(trips.name()))
            .key(Map.of(DRIVER_ID, number(driver)))
            .consistentRead(true)
            .build();
    var response = trips.dynamoDb().getItem(request);
    return response.hasItem() ? Optional.of(new TripItem(response.item()).key()) : Optional.empty();
  }

  /// Who brings a trips table along, such as the workshop's own, hasn't got one for the drivers.
  private RuntimeException notThere(ResourceNotFoundException none) {
    try {
      var _ = trips.roughSize();
    } catch (ResourceNotFoundException neither) {
      return none;
    }
    return new TableSetup.NotReady(
        "there is no table %1$s, which holds each driver to one trip at a time: aws dynamodb create-table --table-name %1$s --attribute-definitions AttributeName=%2$s,AttributeType=N --key-schema AttributeName=%2$s,KeyType=HASH --billing-mode PAY_PER_REQUEST"
            .formatted(tableName(trips.name()), DRIVER_ID));
  }

  /// On the condition that the driver has taken none since.
  Put take(long driver, TripKey trip, Optional<TripKey> latest) {
    var item =
        Map.of(
            DRIVER_ID,
            number(driver),
            "riderid",
            AttributeValue.fromS(trip.riderEmail()),
            "tripinfo",
            AttributeValue.fromS(trip.tripInfo()));
    var put = Put.builder().tableName(tableName(trips.name())).item(item);
    return latest
        .map(
            former ->
                put.conditionExpression("riderid = :riderid AND tripinfo = :tripinfo")
                    .expressionAttributeValues(
                        Map.of(
                            ":riderid", AttributeValue.fromS(former.riderEmail()),
                            ":tripinfo", AttributeValue.fromS(former.tripInfo()))))
        .orElseGet(() -> put.conditionExpression("attribute_not_exists(DRIVER_ID)"))
        .build();
  }

  ConditionCheck isOver(TripKey trip, long driver) {
    return ConditionCheck.builder()
        .tableName(trips.name())
        .key(TripsTable.keyOf(trip))
        .conditionExpression(
            "attribute_not_exists(#STATUS) OR #STATUS <> :inProgress OR #DRIVER_ID <> :driver")
        .expressionAttributeNames(Map.of("#STATUS", "STATUS", "#DRIVER_ID", DRIVER_ID))
        .expressionAttributeValues(
            Map.of(
                ":inProgress", AttributeValue.fromS(TripStatus.IN_PROGRESS.text()),
                ":driver", number(driver)))
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  private static AttributeValue number(long id) {
    return AttributeValue.fromN(Long.toString(id));
  }
}
