package farestream.trip;

import java.math.BigDecimal;
import java.util.Optional;

/// The details of a trip that the meter recorded.
///
/// @param distanceMiles the distance driven, in miles
/// @param rateCode the TLC's rate code: 1 standard, 2 JFK, 3 Newark, 4 Nassau or Westchester, 5
///     negotiated, 6 group, 99 unknown
/// @param paymentType the TLC's payment type: 1 card, 2 cash, 3 no charge, 4 dispute, 5 unknown, 6
///     voided
/// @param tripType 1 street hail, 2 dispatch
/// @param storeAndForward `Y` if the cab stored the record until it had a connection
public record Ride(
    Optional<BigDecimal> distanceMiles,
    Optional<Long> passengers,
    Optional<Long> rateCode,
    Optional<Long> paymentType,
    Optional<Long> tripType,
    Optional<String> storeAndForward) {}
