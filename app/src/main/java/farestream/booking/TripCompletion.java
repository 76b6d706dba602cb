package farestream.booking;

import farestream.trip.Fare;
import farestream.trip.Ride;
import farestream.trip.Stop;
import farestream.trip.TripAttribute;
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
        .time(TripAttribute.DROPOFF_DATETIME, dropoff.time())
        .measure(TripAttribute.DROPOFF_LONGITUDE, dropoff.longitude())
        .measure(TripAttribute.DROPOFF_LATITUDE, dropoff.latitude())
        .number(TripAttribute.DROPOFF_LOCATION_ID, dropoff.zone())
        .number(TripAttribute.PASSENGER_COUNT, ride.passengers())
        .measure(TripAttribute.TRIP_DISTANCE, ride.distanceMiles())
        .number(TripAttribute.RATE_CODE_ID, ride.rateCode())
        .number(TripAttribute.PAYMENT_TYPE, ride.paymentType())
        .money(TripAttribute.FARE_AMOUNT, fare.meter())
        .money(TripAttribute.EXTRA, fare.extra())
        .money(TripAttribute.MTA_TAX, fare.mtaTax())
        .money(TripAttribute.TIP_AMOUNT, fare.tip())
        .money(TripAttribute.TOLLS_AMOUNT, fare.tolls())
        .moneyIfAny(TripAttribute.EHAIL_FEE, fare.ehailFee())
        .money(TripAttribute.IMPROVEMENT_SURCHARGE, fare.improvementSurcharge())
        .moneyIfAny(TripAttribute.CONGESTION_SURCHARGE, fare.congestionSurcharge())
        .moneyIfAny(TripAttribute.AIRPORT_FEE, fare.airportFee())
        .moneyIfAny(TripAttribute.CBD_CONGESTION_FEE, fare.cbdCongestionFee())
        .moneyIfAny(TripAttribute.OTHER_AMOUNT, fare.other())
        .money(TripAttribute.TOTAL_AMOUNT, fare.total());
  }

  private static Outcome refused(TripItem trip) {
    return trip.status().filter(TripStatus.IN_PROGRESS::equals).isPresent()
        ? new Outcome.WrongDriver(trip)
        : new Outcome.WrongStatus(trip);
  }
}
