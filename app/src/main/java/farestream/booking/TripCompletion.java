package farestream.booking;

import farestream.trip.Fare;
import farestream.trip.Ride;
import farestream.trip.Stop;
import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Completes a trip with its figures. Only the driver who accepted it can.
public final class TripCompletion {
  private TripCompletion() {}

  /// The result of completing.
  public sealed interface Outcome {
    record Completed(TripItem trip) implements Outcome {}

    record NotFound(TripKey key) implements Outcome {}

    /// The trip is not `InProgress`.
    record WrongStatus(TripItem trip) implements Outcome {}

    /// Another driver has accepted the trip.
    record WrongDriver(TripItem trip) implements Outcome {}
  }

  public static Outcome run(
      TripsTable table, TripKey key, long driverId, Stop dropoff, Ride ride, Fare fare) {
    return switch (table.change(
        key,
        attributes(dropoff, ride, fare).values(),
        "#STATUS = :inProgress AND #DRIVER_ID = :driver",
        Map.of(
            "inProgress", AttributeValue.fromS(TripStatus.IN_PROGRESS.text()),
            "driver", AttributeValue.fromN(Long.toString(driverId))))) {
      case TripsTable.Change.Done(var trip) -> new Outcome.Completed(trip);
      case TripsTable.Change.Refused(var trip) ->
          trip.map(TripCompletion::refused).orElseGet(() -> new Outcome.NotFound(key));
    };
  }

  static Attributes attributes(Stop dropoff, Ride ride, Fare fare) {
    return new Attributes()
        .status(TripStatus.COMPLETED)
        .time("DROPOFF_DATETIME", dropoff.time())
        .measure("DROPOFF_LONGITUDE", dropoff.longitude())
        .measure("DROPOFF_LATITUDE", dropoff.latitude())
        .number("DROPOFF_LOCATION_ID", dropoff.zone())
        .number("PASSENGER_COUNT", ride.passengers())
        .measure("TRIP_DISTANCE", ride.distanceMiles())
        .number("RATE_CODE_ID", ride.rateCode())
        .number("PAYMENT_TYPET", ride.paymentType())
        .money("FARE_AMOUNT", fare.meter())
        .money("EXTRA", fare.extra())
        .money("MTA_TAX", fare.mtaTax())
        .money("TIP_AMOUNT", fare.tip())
        .money("TOLLS_AMOUNT", fare.tolls())
        .moneyIfAny("EHAIL_FEE", fare.ehailFee())
        .money("IMPROVEMENT_SURCHARGE", fare.improvementSurcharge())
        .moneyIfAny("CONGESTION_SURCHARGE", fare.congestionSurcharge())
        .moneyIfAny("AIRPORT_FEE", fare.airportFee())
        .moneyIfAny("CBD_CONGESTION_FEE", fare.cbdCongestionFee())
        .moneyIfAny("OTHER_AMOUNT", fare.other())
        .money("TOTAL_AMOUNT", fare.total());
  }

  private static Outcome refused(TripItem trip) {
    return trip.status().filter(TripStatus.IN_PROGRESS::equals).isPresent()
        ? new Outcome.WrongDriver(trip)
        : new Outcome.WrongStatus(trip);
  }
}
