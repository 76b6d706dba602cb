package farestream.simulate;

import farestream.trip.Fare;
import farestream.trip.Ride;
import farestream.trip.Stop;
import java.util.Optional;

/// A trip as a line of a TLC file tells it: who rode and drove is on no record.
///
/// @param cabType 1 yellow, 2 green
/// @param vendor the TLC's code of the meter's vendor
/// @param fare its parts add up to its total, which is the record's
record TlcRecord(
    Stop pickup,
    Stop dropoff,
    Ride ride,
    Fare fare,
    long cabType,
    Optional<Long> vendor,
    RecordHash hash) {}
