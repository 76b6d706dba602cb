package farestream.statement;

import java.time.Instant;

/// What changed in a trip after it was billed.
///
/// @param dropoff as it stands now
/// @param billId the bill that holds the line corrected
/// @param cycle of that bill
/// @param difference to what the line, and the corrections before this one, say
public record Correction(
    int tripId,
    String tripInfo,
    Instant dropoff,
    int billId,
    int cycle,
    Split difference,
    String reason) {}
