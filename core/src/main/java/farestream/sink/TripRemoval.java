package farestream.sink;

import farestream.trip.TripKey;

/// A trip's item was removed from the table.
record TripRemoval(TripKey key, boolean wasCompleted, String sequenceNumber) {}
