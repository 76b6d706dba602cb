package farestream.tlc;

import farestream.trip.Fare;
import farestream.trip.Ride;
import farestream.trip.Stop;
import java.time.LocalDate;
import java.util.Optional;

/// A trip as a line of a TLC file tells it: who rode and drove is on no record.
///
/// @param fare its parts add up to its total, which is the record's
/// @param reading by which the published parts add up; absent if a remainder is in `fare.other`
/// @param day of the pick-up, by the cab's clock
/// @param cabType 1 yellow, 2 green
/// @param vendor the TLC's code of the meter's vendor
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
