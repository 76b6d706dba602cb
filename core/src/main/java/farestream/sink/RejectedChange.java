package farestream.sink;

import farestream.stream.TripChange;

/// A change that goes to quarantine, and why.
public record RejectedChange(TripChange change, String reason) {}
