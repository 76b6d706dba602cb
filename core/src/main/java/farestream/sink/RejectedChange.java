package farestream.sink;

import farestream.stream.TripChange;

/// A change that goes to quarantine.
///
/// @param reason every fault, one per line
public record RejectedChange(TripChange change, String reason) {}
