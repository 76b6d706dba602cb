package farestream.sink;

import farestream.trip.TripKey;

/// The deletion of a trip's item from the DynamoDB table.
///
/// @param wasCompleted whether the trip was completed when its item was deleted
record TripRemoval(TripKey key, boolean wasCompleted, String sequenceNumber) {}
