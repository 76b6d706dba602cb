package farestream.sink;

import farestream.trip.TripKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/// Splits a batch into sub-batches with distinct keys: the first change of every trip, then the
/// second, and so on. PostgreSQL can't update a row twice in one upsert.
///
/// Each sub-batch is sorted by key, so that concurrent writers of the same trips lock rows in the
/// same order and don't deadlock.
final class SubBatches {
  private static final Comparator<AcceptedTrip> BY_KEY =
      Comparator.comparing((AcceptedTrip accepted) -> accepted.trip().key().riderEmail())
          .thenComparing(accepted -> accepted.trip().key().tripInfo());

  private SubBatches() {}

  static List<List<AcceptedTrip>> of(List<AcceptedTrip> accepted) {
    var subBatches = new ArrayList<List<AcceptedTrip>>();
    var occurrences = new HashMap<TripKey, Integer>();
    for (var acceptedTrip : accepted) {
      var index = occurrences.merge(acceptedTrip.trip().key(), 1, Integer::sum) - 1;
      if (index == subBatches.size()) {
        subBatches.add(new ArrayList<>());
      }
      subBatches.get(index).add(acceptedTrip);
    }
    subBatches.forEach(subBatch -> subBatch.sort(BY_KEY));
    return subBatches;
  }
}
