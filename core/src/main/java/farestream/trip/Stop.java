package farestream.trip;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// The time and location of a pick-up or drop-off.
///
/// @param longitude degrees, west negative
/// @param latitude degrees, south negative
/// @param zone the TLC's LocationID, used by records without coordinates
public record Stop(
    Instant time,
    Optional<BigDecimal> longitude,
    Optional<BigDecimal> latitude,
    Optional<Long> zone) {}
