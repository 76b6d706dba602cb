package farestream.sink;

import farestream.stream.Decision;
import farestream.stream.TripChange;
import farestream.stream.TripDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The changes of a batch by what was decided on them, each kind in the batch's order.
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
    var blanked = new TreeMap<String, Integer>();
    var ignored = 0;
    for (var change : changes) {
      switch (TripDecoder.decide(change)) {
        case Decision.Recording(var trip, var names) -> {
          accepted.add(new AcceptedTrip(change, trip));
          names.forEach(name -> blanked.merge(name, 1, Integer::sum));
        }
        case Decision.Rejection(var reason) -> rejected.add(new RejectedChange(change, reason));
        case Decision.Removal(var key, var wasCompleted) ->
            removals.add(new TripRemoval(key, wasCompleted, change.sequenceNumber()));
        case Decision.Ignored() -> ignored++;
      }
    }
    if (!blanked.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "left blank in trips that are recorded all the same, by attribute: {0}",
          blanked);
    }
    return new DecidedBatch(accepted, rejected, removals, ignored);
  }
}
