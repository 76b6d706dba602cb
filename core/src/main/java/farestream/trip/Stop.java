package farestream.trip;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// Where and when a rider got in or out.
///
/// @param longitude degrees, west negative
/// @param latitude degrees, south negative
/// @param zone the TLC's LocationID, for records that have no coordinates
public record Stop(
    Instant time,
    Optional<BigDecimal> longitude,
    Optional<BigDecimal> latitude,
    Optional<Long> zone) {}
