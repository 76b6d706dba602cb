package farestream.stream;

import farestream.trip.CompletedTrip;
import farestream.trip.TripKey;
import java.util.List;

/// The decoder's decision about a change.
public sealed interface Decision {

  /// Upsert the completed trip.
  ///
  /// @param omitted optional attributes with invalid values, which are stored as null; no amount
  ///     depends on them
  record Recording(CompletedTrip trip, List<String> omitted) implements Decision {}

  /// Quarantine the change: it should be a completed trip and is invalid.
  ///
  /// @param reason every fault, one per line; quotes values in a bounded length, and none that
  ///     identify a person
  record Rejection(String reason) implements Decision {}

  /// Record that the trip's item was deleted; its row, if any, stays.
  ///
  /// @param wasCompleted whether the deleted item was completed; if not, an earlier version of it
  ///     may have been
  record Removal(TripKey key, boolean wasCompleted) implements Decision {}

  /// Do nothing: the trip isn't completed.
  record Ignored() implements Decision {}
}
