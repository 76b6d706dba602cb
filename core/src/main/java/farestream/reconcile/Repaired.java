package farestream.reconcile;

import farestream.ledger.Outcome;

/// What a repair did.
///
/// @param source under which records that it set aside stand in quarantine
/// @param recorded new rows
/// @param amended rows replaced, the former kept as history
/// @param removalsNoted rows whose item is gone; they stay
/// @param setAside items that can't be recorded, now in quarantine
/// @param leftAlone changed or put right by somebody else meanwhile
/// @param gapsHealed of the stream, which nothing is missing from any more
/// @param after how the sides stand now
public record Repaired(
    String source,
    long recorded,
    long amended,
    long removalsNoted,
    long setAside,
    long leftAlone,
    int gapsHealed,
    Comparison after) {

  static Repaired nothing(String source, Comparison before) {
    return new Repaired(source, 0, 0, 0, 0, 0, 0, before);
  }

  /// There was nothing that a repair could put right.
  public boolean isNothing() {
    return recorded + amended + removalsNoted + setAside + leftAlone == 0;
  }

  /// @param moved trips that were not tried, because they have changed
  Repaired plus(Outcome.Committed done, int moved) {
    return new Repaired(
        source,
        recorded + done.recorded(),
        amended + done.amended(),
        removalsNoted + done.removed(),
        setAside + done.setAside().size(),
        leftAlone + done.unchanged() + done.passedOver() + moved,
        gapsHealed,
        after);
  }

  Repaired endedWith(int gaps, Comparison now) {
    return new Repaired(source, recorded, amended, removalsNoted, setAside, leftAlone, gaps, now);
  }
}
