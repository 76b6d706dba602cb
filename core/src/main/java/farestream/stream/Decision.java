package farestream.stream;

import farestream.trip.CompletedTrip;
import farestream.trip.TripKey;
import java.util.List;

/// What to do with a change.
public sealed interface Decision {

  /// A completed trip: a new row, or an amendment of the one it has.
  ///
  /// @param blanked attributes that no money depends on and that can't be: they are left out
  record Recording(CompletedTrip trip, List<String> blanked) implements Decision {}

  /// It ought to be a completed trip and can't be read as one.
  ///
  /// @param reason every fault found, one per line, for whoever has to put it right; shows values
  ///     of the item, bounded, and none that name a person
  record Rejection(String reason) implements Decision {}

  /// The item of a trip is gone; its row, if it has one, stays.
  ///
  /// @param wasCompleted before; if it wasn't, it may still have been one once
  record Removal(TripKey key, boolean wasCompleted) implements Decision {}

  /// No completed trip, so nothing for the ledger.
  record Ignored() implements Decision {}
}
