package farestream.ledger;

import farestream.ledger.Ledger.Candidate;
import farestream.trip.TripKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Parts a batch into waves in which each trip comes once: the first change of every trip, then the
/// second, and so on. PostgreSQL refuses to touch a row twice in one upsert.
final class Waves {
  private Waves() {}

  static List<List<Candidate>> of(List<Candidate> candidates) {
    var waves = new ArrayList<List<Candidate>>();
    var timesSeen = new HashMap<TripKey, Integer>();
    for (var candidate : candidates) {
      var wave = timesSeen.merge(candidate.trip().key(), 1, Integer::sum) - 1;
      if (wave == waves.size()) {
        waves.add(new ArrayList<>());
      }
      waves.get(wave).add(candidate);
    }
    return waves;
  }
}
