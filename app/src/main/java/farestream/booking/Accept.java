package farestream.booking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.trip.Driver;
import farestream.trip.Ride;
import farestream.trip.Stop;
import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A driver takes a booked trip. Of several who try at once exactly one gets it.
public final class Accept {
  private Accept() {}

  /// What came of it.
  public sealed interface Outcome {
    record Accepted(TripItem trip) implements Outcome {}

    record NotFound(TripKey key) implements Outcome {}

    /// It is no longer `Booked`: somebody has it, or it is over.
    record Taken(TripItem trip) implements Outcome {}
  }

  /// @param pickup where; its time stays as booked
  /// @param ride its trip type and store-and-forward flag are written, the rest comes at completion
  public static Outcome run(TripsTable table, TripKey key, Driver driver, Stop pickup, Ride ride) {
    var attributes =
        new Attributes()
            .status(TripStatus.IN_PROGRESS)
            .number("DRIVER_ID", driver.id())
            .text("DRIVER_NAME", driver.name())
            .text("DRIVER_EMAIL", driver.email())
            .text("driverid", driver.email())
            .text("DRIVER_MOBILE", driver.mobile())
            .text("VEHICLE_ID", driver.vehicle())
            .number("CAB_TYPE_ID", driver.cabType())
            .number("VENDOR_ID", driver.vendor())
            .number("TRIP_TYPE", ride.tripType())
            .text("STORE_AND_FWD_FLAG", ride.storeAndForward())
            .measure("PICKUP_LONGITUDE", pickup.longitude())
            .measure("PICKUP_LATITUDE", pickup.latitude())
            .number("PICKUP_LOCATION_ID", pickup.zone())
            .text("DriverDetails", details(driver));
    return switch (table.change(
        key,
        attributes.values(),
        "#STATUS = :booked",
        Map.of("booked", AttributeValue.fromS(TripStatus.BOOKED.text())))) {
      case TripsTable.Change.Done(var trip) -> new Outcome.Accepted(trip);
      case TripsTable.Change.Refused(var trip) ->
          trip.<Outcome>map(Outcome.Taken::new).orElseGet(() -> new Outcome.NotFound(key));
    };
  }

  /// The workshop's JSON text within the item.
  private static String details(Driver driver) {
    var details = JsonNodeFactory.instance.objectNode();
    details.put("Name", driver.name().orElse(""));
    var vehicle = details.putObject("Vehicle Details");
    vehicle.put("id", driver.vehicle().orElse(""));
    driver.cabType().ifPresent(type -> vehicle.put("type", type));
    return details.toString();
  }
}
