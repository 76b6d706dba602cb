package farestream.booking;

import farestream.trip.TripAttribute;
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

/// The trip that each driver accepted last, in the table `<TRIPS_TABLE>-drivers` with an item per
/// driver. The item is written in the transaction that accepts a trip, and blocks the driver only
/// while that trip is in progress with the driver. So any program that ends a trip frees its
/// driver.
final class ActiveTrips {

  private final TripsTable trips;

  ActiveTrips(TripsTable trips) {
    this.trips = trips;
  }

  static String tableName(String trips) {
    return trips + "-drivers";
  }

  /// Returns the driver's latest trip by a consistent read, which reflects all earlier writes.
  ///
  /// @throws TableSetup.NotReady if the trips table exists and the drivers table doesn't
  Optional<TripKey> latestOf(long driver) {
    try {
      return stored(driver);
    } catch (ResourceNotFoundException missing) {
      throw missingTable(missing);
    }
  }

  /// Returns the driver's latest trip for display; empty if the drivers table doesn't exist.
  Optional<TripKey> knownOf(long driver) {
    try {
      return stored(driver);
    } catch (ResourceNotFoundException missing) {
      return Optional.empty();
    }
  }

  private Optional<TripKey> stored(long driver) {
    var request =
        GetItemRequest.builder()
            .tableName(tableName(trips.name()))
            .key(Map.of(TripAttribute.DRIVER_ID, number(driver)))
            .consistentRead(true)
            .build();
    var response = trips.dynamoDb().getItem(request);
    return response.hasItem() ? Optional.of(new TripItem(response.item()).key()) : Optional.empty();
  }

  /// A trips table that was created by another program, such as the workshop's, comes without a
  /// drivers table.
  private RuntimeException missingTable(ResourceNotFoundException missing) {
    try {
      var _ = trips.roughSize();
    } catch (ResourceNotFoundException alsoMissing) {
      return missing;
    }
    return new TableSetup.NotReady(
        ("table %1$s doesn't exist; it limits each driver to one trip at a time. Create it:"
                + " aws dynamodb create-table --table-name %1$s"
                + " --attribute-definitions AttributeName=%2$s,AttributeType=N"
                + " --key-schema AttributeName=%2$s,KeyType=HASH --billing-mode PAY_PER_REQUEST")
            .formatted(tableName(trips.name()), TripAttribute.DRIVER_ID));
  }

  /// Returns a write that makes this the driver's latest trip, on condition that `latest` still
  /// is.
  Put take(long driver, TripKey trip, Optional<TripKey> latest) {
    var item =
        Map.of(
            TripAttribute.DRIVER_ID,
            number(driver),
            TripAttribute.RIDERID,
            AttributeValue.fromS(trip.riderEmail()),
            TripAttribute.TRIPINFO,
            AttributeValue.fromS(trip.tripInfo()));
    var put = Put.builder().tableName(tableName(trips.name())).item(item);
    return latest
        .map(
            previous ->
                put.conditionExpression("riderid = :riderid AND tripinfo = :tripinfo")
                    .expressionAttributeValues(
                        Map.of(
                            ":riderid", AttributeValue.fromS(previous.riderEmail()),
                            ":tripinfo", AttributeValue.fromS(previous.tripInfo()))))
        .orElseGet(() -> put.conditionExpression("attribute_not_exists(DRIVER_ID)"))
        .build();
  }

  ConditionCheck isOver(TripKey trip, long driver) {
    return ConditionCheck.builder()
        .tableName(trips.name())
        .key(TripsTable.keyOf(trip))
        .conditionExpression(
            "attribute_not_exists(#STATUS) OR #STATUS <> :inProgress OR #DRIVER_ID <> :driver")
        .expressionAttributeNames(
            Map.of("#STATUS", TripAttribute.STATUS, "#DRIVER_ID", TripAttribute.DRIVER_ID))
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
