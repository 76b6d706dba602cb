package farestream.tlc;

import farestream.trip.Fare;
import farestream.trip.Ride;
import farestream.trip.Stop;
import java.time.LocalDate;
import java.util.Optional;

/// A trip of a TLC file. Records don't name the rider or the driver.
///
/// @param fare the record's total, with parts that add up to it
/// @param reading the reading by which the published parts add up; if absent, there is none, and
///     the remainder is in `fare.other`
/// @param day the date of the pick-up by the cab's clock
/// @param cabType 1 for yellow, 2 for green
/// @param vendor the TLC's code of the meter's vendor; absent if blank
public record TlcRecord(
    Stop pickup,
    Stop dropoff,
    Ride ride,
    Fare fare,
    Optional<String> reading,
    LocalDate day,
    long cabType,
    Optional<Long> vendor,
    RecordHash hash) {

  TlcRecord withPaymentType(Optional<Long> paymentType) {
    var paid =
        new Ride(
            ride.distanceMiles(),
            ride.passengers(),
            ride.rateCode(),
            paymentType,
            ride.tripType(),
            ride.storeAndForward());
    return new TlcRecord(pickup, dropoff, paid, fare, reading, day, cabType, vendor, hash);
  }
}
