package farestream.trip;

import java.util.Optional;

/// The driver of a trip, with the cab.
///
/// @param cabType 1 yellow, 2 green, 3 uber, 4 lyft
/// @param vendor the TLC's code of the meter's vendor
public record Driver(
    long id,
    Optional<String> name,
    Optional<String> email,
    Optional<String> mobile,
    Optional<String> vehicle,
    Optional<Long> cabType,
    Optional<Long> vendor) {}
