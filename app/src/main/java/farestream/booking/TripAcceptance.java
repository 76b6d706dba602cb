package farestream.booking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.trip.Driver;
import farestream.trip.Ride;
import farestream.trip.Stop;
import farestream.trip.TripAttribute;
import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Assigns a booked trip to a driver. If several drivers accept one trip concurrently, exactly
/// one succeeds; if one driver accepts several trips concurrently, exactly one of them succeeds.
public final class TripAcceptance {
  private TripAcceptance() {}

  /// The result of accepting.
  public sealed interface Outcome {
    record Accepted() implements Outcome {}

    record NotFound(TripKey key) implements Outcome {}

    /// The trip is no longer `Booked`: another driver has accepted it, or it has ended.
    record Taken(TripItem trip) implements Outcome {}

    /// The driver has another trip in progress.
    ///
    /// @param with the trip in progress
    record DriverIsBusy(TripItem with) implements Outcome {}
  }

  /// @param pickup where the trip starts; the pick-up time remains as booked
  /// @param ride only its trip type and store-and-forward flag are written; [TripCompletion]
  ///     writes the rest
  public static Outcome run(TripsTable table, TripKey key, Driver driver, Stop pickup, Ride ride) {
    return run(table, key, driver, pickup, ride, Optional.empty());
  }

  /// @param lastTripHint the driver's last trip if known, to save a read. A wrong hint costs a
  ///     retry
  public static Outcome run(
      TripsTable table,
      TripKey key,
      Driver driver,
      Stop pickup,
      Ride ride,
      Optional<TripKey> lastTripHint) {
    var update = update(table, key, attributes(driver, pickup, ride).values());
    var activeTrips = new ActiveTrips(table);
    var latest = lastTripHint.or(() -> activeTrips.latestOf(driver.id()));
    var outcome = tryOnce(table, activeTrips, update, key, driver.id(), latest);
    while (outcome.isEmpty()) {
      outcome =
          tryOnce(table, activeTrips, update, key, driver.id(), activeTrips.latestOf(driver.id()));
    }
    return outcome.get();
  }

  static Attributes attributes(Driver driver, Stop pickup, Ride ride) {
    return new Attributes()
        .status(TripStatus.IN_PROGRESS)
        .number(TripAttribute.DRIVER_ID, driver.id())
        .text(TripAttribute.DRIVER_NAME, driver.name())
        .text(TripAttribute.DRIVER_EMAIL, driver.email())
        .text(TripAttribute.DRIVERID, driver.email())
        .text(TripAttribute.DRIVER_MOBILE, driver.mobile())
        .text(TripAttribute.VEHICLE_ID, driver.vehicle())
        .number(TripAttribute.CAB_TYPE_ID, driver.cabType())
        .number(TripAttribute.VENDOR_ID, driver.vendor())
        .number(TripAttribute.TRIP_TYPE, ride.tripType())
        .text(TripAttribute.STORE_AND_FWD_FLAG, ride.storeAndForward())
        .measure(TripAttribute.PICKUP_LONGITUDE, pickup.longitude())
        .measure(TripAttribute.PICKUP_LATITUDE, pickup.latitude())
        .number(TripAttribute.PICKUP_LOCATION_ID, pickup.zone())
        .text(TripAttribute.DRIVER_DETAILS, details(driver));
  }

  private static Update update(
      TripsTable table, TripKey key, Map<String, AttributeValue> attributes) {
    var condition = "#STATUS = :booked";
    var expression =
        UpdateExpression.of(
            attributes,
            condition,
            Map.of("booked", AttributeValue.fromS(TripStatus.BOOKED.text())));
    return Update.builder()
        .tableName(table.name())
        .key(TripsTable.keyOf(key))
        .updateExpression(expression.update())
        .conditionExpression(condition)
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(expression.values())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /// Returns empty if `latest` is not the driver's latest trip, so that the caller retries.
  private static Optional<Outcome> tryOnce(
      TripsTable table,
      ActiveTrips activeTrips,
      Update update,
      TripKey key,
      long driver,
      Optional<TripKey> latest) {
    var items = new ArrayList<TransactWriteItem>();
    items.add(TransactWriteItem.builder().update(update).build());
    items.add(TransactWriteItem.builder().put(activeTrips.take(driver, key, latest)).build());
    // If the driver accepts the same trip again, the update's own condition covers it. A
    // transaction can't have two operations on one item.
    latest
        .filter(previous -> !previous.equals(key))
        .map(previous -> activeTrips.isOver(previous, driver))
        .ifPresent(check -> items.add(TransactWriteItem.builder().conditionCheck(check).build()));
    try {
      table.dynamoDb().transactWriteItems(write -> write.transactItems(items));
      return Optional.of(new Outcome.Accepted());
    } catch (TransactionCanceledException cancelled) {
      return outcome(cancelled, key);
    }
  }

  /// Returns the outcome of a cancelled transaction. The reasons are in the order of its items.
  private static Optional<Outcome> outcome(TransactionCanceledException cancelled, TripKey key) {
    var reasons = cancelled.cancellationReasons();
    if (hasFailed(reasons.getFirst())) {
      return Optional.of(
          item(reasons.getFirst())
              .<Outcome>map(Outcome.Taken::new)
              .orElseGet(() -> new Outcome.NotFound(key)));
    }
    if (hasFailed(reasons.get(1))) {
      return Optional.empty();
    }
    return Optional.of(
        reasons.stream()
            .filter(TripAcceptance::hasFailed)
            .flatMap(reason -> item(reason).stream())
            .<Outcome>map(Outcome.DriverIsBusy::new)
            .findFirst()
            .orElseThrow(() -> cancelled));
  }

  private static boolean hasFailed(CancellationReason reason) {
    return "ConditionalCheckFailed".equals(reason.code());
  }

  private static Optional<TripItem> item(CancellationReason reason) {
    return reason.hasItem() ? Optional.of(new TripItem(reason.item())) : Optional.empty();
  }

  /// Returns the JSON text that the workshop stores in the attribute `DriverDetails`.
  private static String details(Driver driver) {
    var details = JsonNodeFactory.instance.objectNode();
    details.put("Name", driver.name().orElse(""));
    var vehicle = details.putObject("Vehicle Details");
    vehicle.put("id", driver.vehicle().orElse(""));
    driver.cabType().ifPresent(type -> vehicle.put("type", type.toString()));
    return details.toString();
  }
}
