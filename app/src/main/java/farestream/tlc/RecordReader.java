package farestream.tlc;

import farestream.money.InvalidAmount;
import farestream.money.Money;
import farestream.tariff.CabType;
import farestream.tariff.PartReadings;
import farestream.trip.Fare;
import farestream.trip.Limits;
import farestream.trip.Ride;
import farestream.trip.Stop;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Parses the values of a line into a record, or lists all their faults.
final class RecordReader {
  private static final long YELLOW = 1;
  static final long GREEN = 2;

  /// The columns of charges that not every month's file has.
  private static final List<TlcColumn> CHARGES =
      List.of(
          TlcColumn.EHAIL,
          TlcColumn.IMPROVEMENT,
          TlcColumn.CONGESTION,
          TlcColumn.AIRPORT,
          TlcColumn.CBD);

  private static final PartReadings READINGS = PartReadings.load();

  private final TlcHeader header;
  private final LocalTimeRule clock;

  RecordReader(TlcHeader header, LocalTimeRule clock) {
    this.header = header;
    this.clock = clock;
  }

  /// The outcome of parsing a line.
  sealed interface Outcome {
    /// @param notices values that were left blank, and values that may be misread
    record Read(TlcRecord record, List<Flaw> notices) implements Outcome {}

    record Refused(List<Flaw> faults) implements Outcome {

      static Refused because(String cause) {
        return new Refused(List.of(new Flaw(cause, cause)));
      }

      /// Returns every fault, with the record's values.
      String reason() {
        return faults.stream().map(Flaw::text).collect(Collectors.joining("; "));
      }

      /// Returns the faults without the record's values, so that equal ones can be counted.
      String cause() {
        return faults.stream().map(Flaw::cause).collect(Collectors.joining("; "));
      }
    }
  }

  /// @param values as many as the header has columns
  Outcome read(List<String> values) {
    var fields = new RecordFields(header, clock, values);
    var pickedUp = fields.time(TlcColumn.PICKUP_TIME);
    var droppedOff = fields.time(TlcColumn.DROPOFF_TIME);
    var pickupTime = clock.pickup(pickedUp);
    var dropoffTime = clock.dropoff(droppedOff, pickedUp);
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
    var published = published(fields);
    var cabType = cabType(fields);
    var vendor = TlcCodes.vendor(fields);
    if (fields.faults().isEmpty() && dropoffTime.isBefore(pickupTime)) {
      fields
          .faults()
          .add(
              new Flaw(
                  "the drop-off is before the pick-up",
                  "the drop-off (%s) is before the pick-up (%s)"
                      .formatted(clock.localTime(droppedOff), clock.localTime(pickedUp))));
    }
    if (!fields.faults().isEmpty()) {
      return new Outcome.Refused(fields.faults());
    }
    try {
      var day = LocalDate.ofInstant(pickupTime, clock.zone());
      var cab = cabType == GREEN ? CabType.GREEN : CabType.YELLOW;
      var split = READINGS.split(published, vendor, cab, day, blank(fields));
      var hash = RecordHash.of(content(pickup, dropoff, ride, published, cabType, vendor));
      return new Outcome.Read(
          new TlcRecord(
              pickup, dropoff, ride, split.fare(), split.reading(), day, cabType, vendor, hash),
          fields.notices());
    } catch (InvalidAmount outOfRange) {
      return Outcome.Refused.because("the sum of the parts is out of range");
    }
  }

  /// Returns the names of the charges that are blank in the record; none if the file lacks columns
  /// of parts, because then a blank proves nothing.
  private Set<String> blank(RecordFields fields) {
    return header.hasParts()
        ? CHARGES.stream()
            .filter(column -> fields.text(column).isEmpty())
            .map(TlcColumn::published)
            .collect(Collectors.toSet())
        : Set.of();
  }

  /// Returns a stop. Coordinates of 0, 0 are left out: a cab without a GPS signal sent them.
  private static Stop stop(
      RecordFields fields, Instant time, TlcColumn longitude, TlcColumn latitude, TlcColumn zone) {
    var east = fields.number(longitude, Limits.LONGITUDE);
    var north = fields.number(latitude, Limits.LATITUDE);
    var noSignal = Stream.of(east, north).flatMap(Optional::stream).allMatch(RecordReader::isZero);
    return new Stop(
        time,
        noSignal ? Optional.empty() : east,
        noSignal ? Optional.empty() : north,
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

  private static Fare published(RecordFields fields) {
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
      fields.notice(TlcColumn.COLOR, "is neither yellow nor green", color);
      color = header.green() ? "green" : "yellow";
    }
    return color.equalsIgnoreCase("green") ? GREEN : YELLOW;
  }

  /// Returns the values that identify a record. Amounts are those published, not those split into
  /// parts, because the split may be improved later.
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
