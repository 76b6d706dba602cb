package farestream.ledger;

import farestream.ledger.Ledger.Candidate;
import farestream.ledger.Ledger.Removal;
import farestream.ledger.Ledger.SetAside;
import farestream.stream.Decision;
import farestream.stream.TripChange;
import farestream.stream.TripDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The changes of a batch by what was decided on them, each kind in the batch's order.
record Sorted(
    List<Candidate> candidates, List<SetAside> setAside, List<Removal> removals, int passedOver) {

  private static final System.Logger LOG = System.getLogger("farestream.ledger");

  static Sorted of(List<TripChange> changes) {
    var candidates = new ArrayList<Candidate>(changes.size());
    var setAside = new ArrayList<SetAside>();
    var removals = new ArrayList<Removal>();
    var blanked = new TreeMap<String, Integer>();
    var passedOver = 0;
    for (var change : changes) {
      switch (TripDecoder.decide(change)) {
        case Decision.Recording(var trip, var names) -> {
          candidates.add(new Candidate(change, trip));
          names.forEach(name -> blanked.merge(name, 1, Integer::sum));
        }
        case Decision.SetAside(var reason) -> setAside.add(new SetAside(change, reason));
        case Decision.Removal(var key, var wasCompleted) ->
            removals.add(new Removal(key, wasCompleted, change.sequenceNumber()));
        case Decision.PassOver() -> passedOver++;
      }
    }
    if (!blanked.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "left blank in trips that are recorded all the same, by attribute: {0}",
          blanked);
    }
    return new Sorted(candidates, setAside, removals, passedOver);
  }
}
