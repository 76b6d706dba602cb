package farestream.sink;

import farestream.stream.TripChange;
import farestream.trip.CompletedTrip;

/// A change that decodes to a completed trip.
record AcceptedTrip(TripChange change, CompletedTrip trip) {}
