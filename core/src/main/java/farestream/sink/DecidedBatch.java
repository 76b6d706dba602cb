package farestream.sink;

import farestream.stream.Decision;
import farestream.stream.TripChange;
import farestream.stream.TripDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The changes of a batch grouped by the decoder's decision, each group in the batch's order.
///
/// @param ignored the number of changes that need no action
record DecidedBatch(
    List<AcceptedTrip> accepted,
    List<RejectedChange> rejected,
    List<TripRemoval> removals,
    int ignored) {

  private static final System.Logger LOG = System.getLogger("farestream.sink");

  static DecidedBatch of(List<TripChange> changes) {
    var accepted = new ArrayList<AcceptedTrip>(changes.size());
    var rejected = new ArrayList<RejectedChange>();
    var removals = new ArrayList<TripRemoval>();
    var omitted = new TreeMap<String, Integer>();
    var ignored = 0;
    for (var change : changes) {
      switch (TripDecoder.decide(change)) {
        case Decision.Recording(var trip, var names) -> {
          accepted.add(new AcceptedTrip(change, trip));
          names.forEach(name -> omitted.merge(name, 1, Integer::sum));
        }
        case Decision.Rejection(var reason) -> rejected.add(new RejectedChange(change, reason));
        case Decision.Removal(var key, var wasCompleted) ->
            removals.add(new TripRemoval(key, wasCompleted, change.sequenceNumber()));
        case Decision.Ignored() -> ignored++;
      }
    }
    if (!omitted.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "stored null for invalid values of optional attributes; trips by attribute: {0}",
          omitted);
    }
    return new DecidedBatch(accepted, rejected, removals, ignored);
  }
}
