package farestream.sink;

import farestream.trip.TripKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/// Parts a batch into waves in which each trip comes once: the first change of every trip, then the
/// second, and so on. PostgreSQL refuses to touch a row twice in one upsert.
///
/// Each wave is in the order of the keys, so that two writers of the same trips wait for each other
/// and don't deadlock.
final class SubBatches {
  private static final Comparator<AcceptedTrip> BY_KEY =
      Comparator.comparing((AcceptedTrip candidate) -> candidate.trip().key().riderEmail())
          .thenComparing(candidate -> candidate.trip().key().tripInfo());

  private SubBatches() {}

  static List<List<AcceptedTrip>> of(List<AcceptedTrip> accepted) {
    var waves = new ArrayList<List<AcceptedTrip>>();
    var timesSeen = new HashMap<TripKey, Integer>();
    for (var candidate : accepted) {
      var wave = timesSeen.merge(candidate.trip().key(), 1, Integer::sum) - 1;
      if (wave == waves.size()) {
        waves.add(new ArrayList<>());
      }
      waves.get(wave).add(candidate);
    }
    waves.forEach(wave -> wave.sort(BY_KEY));
    return waves;
  }
}
