package farestream.reconcile;

import farestream.sink.BatchOutcome;

/// What a repair did.
///
/// @param source under which records that it quarantined stand in quarantine
/// @param recorded new rows
/// @param amended rows replaced, the former kept as history
/// @param removalsNoted rows whose item is gone; they stay
/// @param quarantined items that can't be recorded, now in quarantine
/// @param leftAlone changed or put right by somebody else meanwhile
/// @param gapsHealed of the stream, which nothing is missing from any more
/// @param after how the sides stand now
public record RepairReport(
    String source,
    long recorded,
    long amended,
    long removalsNoted,
    long quarantined,
    long leftAlone,
    int gapsHealed,
    Comparison after) {

  static RepairReport nothing(String source, Comparison before) {
    return new RepairReport(source, 0, 0, 0, 0, 0, 0, before);
  }

  /// There was nothing that a repair could put right.
  public boolean isNothing() {
    return recorded + amended + removalsNoted + quarantined + leftAlone == 0;
  }

  /// @param moved trips that were not tried, because they have changed
  RepairReport plus(BatchOutcome.Committed done, int moved) {
    return new RepairReport(
        source,
        recorded + done.recorded(),
        amended + done.amended(),
        removalsNoted + done.removed(),
        quarantined + done.rejected().size(),
        leftAlone + done.unchanged() + done.ignored() + moved,
        gapsHealed,
        after);
  }

  RepairReport endedWith(int gaps, Comparison now) {
    return new RepairReport(
        source, recorded, amended, removalsNoted, quarantined, leftAlone, gaps, now);
  }
}
