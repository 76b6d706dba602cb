package farestream.simulate;

import farestream.money.Money;
import farestream.money.NotMoney;
import farestream.trip.Fare;
import farestream.trip.Limits;
import farestream.trip.Ride;
import farestream.trip.Stop;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes a trip of a line's values, or names all that is wrong with them.
final class RecordReader {
  private static final long YELLOW = 1;
  static final long GREEN = 2;

  private final TlcHeader header;
  private final ZoneId zone;

  RecordReader(TlcHeader header, ZoneId zone) {
    this.header = header;
    this.zone = zone;
  }

  /// What reading a line came to.
  sealed interface Outcome {
    record Read(TlcRecord record) implements Outcome {}

    record Refused(String reason) implements Outcome {}
  }

  /// @param values as many as the header has columns
  Outcome read(List<String> values) {
    var fields = new RecordFields(header, values);
    var pickupLocal = fields.time(TlcColumn.PICKUP_TIME);
    var dropoffLocal = fields.time(TlcColumn.DROPOFF_TIME);
    var pickupTime = CabClock.pickup(pickupLocal, zone);
    var dropoffTime = CabClock.dropoff(dropoffLocal, zone, pickupLocal);
    var pickup =
        stop(
            fields,
            pickupTime,
            TlcColumn.PICKUP_LONGITUDE,
            TlcColumn.PICKUP_LATITUDE,
            TlcColumn.PICKUP_ZONE);
    var dropoff =
        stop(
            fields,
            dropoffTime,
            TlcColumn.DROPOFF_LONGITUDE,
            TlcColumn.DROPOFF_LATITUDE,
            TlcColumn.DROPOFF_ZONE);
    var ride = ride(fields);
    var recorded = recorded(fields);
    var cabType = cabType(fields);
    var vendor = TlcCodes.vendor(fields);
    if (fields.faults().isEmpty() && dropoffTime.isBefore(pickupTime)) {
      fields
          .faults()
          .add("the drop-off (%s) is before the pick-up (%s)".formatted(dropoffLocal, pickupLocal));
    }
    if (!fields.faults().isEmpty()) {
      return new Outcome.Refused(String.join("; ", fields.faults()));
    }
    try {
      var fare = FareSplit.of(recorded, vendor.equals(Optional.of(1L)));
      var content = content(pickup, dropoff, ride, recorded, cabType, vendor);
      return new Outcome.Read(
          new TlcRecord(pickup, dropoff, ride, fare, cabType, vendor, RecordHash.of(content)));
    } catch (NotMoney beyond) {
      return new Outcome.Refused("the parts add up to more than an amount can be");
    }
  }

  /// Coordinates of 0, 0 are what a cab without a signal sent.
  private static Stop stop(
      RecordFields fields, Instant time, TlcColumn longitude, TlcColumn latitude, TlcColumn zone) {
    var east = fields.number(longitude, Limits.LONGITUDE);
    var north = fields.number(latitude, Limits.LATITUDE);
    var nowhere = Stream.of(east, north).flatMap(Optional::stream).allMatch(RecordReader::isZero);
    return new Stop(
        time,
        nowhere ? Optional.empty() : east,
        nowhere ? Optional.empty() : north,
        fields.code(zone));
  }

  private static boolean isZero(BigDecimal number) {
    return number.signum() == 0;
  }

  private static Ride ride(RecordFields fields) {
    return new Ride(
        fields.number(TlcColumn.DISTANCE, Limits.MILES),
        fields.code(TlcColumn.PASSENGERS),
        TlcCodes.rate(fields),
        TlcCodes.payment(fields),
        fields.code(TlcColumn.TRIP_TYPE),
        TlcCodes.storeAndForward(fields));
  }

  private static Fare recorded(RecordFields fields) {
    return new Fare(
        fields.money(TlcColumn.FARE),
        fields.money(TlcColumn.EXTRA),
        fields.money(TlcColumn.MTA_TAX),
        fields.money(TlcColumn.TIP),
        fields.money(TlcColumn.TOLLS),
        fields.money(TlcColumn.EHAIL),
        fields.money(TlcColumn.IMPROVEMENT),
        fields.money(TlcColumn.CONGESTION),
        fields.money(TlcColumn.AIRPORT),
        fields.money(TlcColumn.CBD),
        Money.ZERO,
        fields.required(TlcColumn.TOTAL));
  }

  private long cabType(RecordFields fields) {
    var color = fields.text(TlcColumn.COLOR).orElse(header.green() ? "green" : "yellow");
    if (!color.equalsIgnoreCase("green") && !color.equalsIgnoreCase("yellow")) {
      fields.fault(TlcColumn.COLOR, "is neither yellow nor green", color);
    }
    return color.equalsIgnoreCase("green") ? GREEN : YELLOW;
  }

  /// All that makes a record this one, its amounts as they were written and not as they were split:
  /// how they are split may be bettered one day.
  private static String content(
      Stop pickup, Stop dropoff, Ride ride, Fare fare, long cabType, Optional<Long> vendor) {
    return Stream.of(
            text(pickup),
            text(dropoff),
            plain(ride.distanceMiles()),
            ride.passengers(),
            ride.rateCode(),
            ride.paymentType(),
            ride.tripType(),
            ride.storeAndForward(),
            fare.meter(),
            fare.extra(),
            fare.mtaTax(),
            fare.tip(),
            fare.tolls(),
            fare.ehailFee(),
            fare.improvementSurcharge(),
            fare.congestionSurcharge(),
            fare.airportFee(),
            fare.cbdCongestionFee(),
            fare.total(),
            cabType,
            vendor)
        .map(RecordReader::text)
        .collect(Collectors.joining("|"));
  }

  private static String text(Stop stop) {
    return stop.time()
        + ","
        + plain(stop.longitude())
        + ","
        + plain(stop.latitude())
        + ","
        + text(stop.zone());
  }

  private static String plain(Optional<BigDecimal> number) {
    return number.map(value -> value.stripTrailingZeros().toPlainString()).orElse("");
  }

  private static String text(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(Object::toString).orElse("")
        : value.toString();
  }
}
