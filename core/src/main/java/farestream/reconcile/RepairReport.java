package farestream.reconcile;

import farestream.sink.BatchOutcome;

/// The result of a repair.
///
/// @param source the source of the records that the repair quarantined
/// @param recorded inserted rows
/// @param amended updated rows; their previous versions are kept in `trip_history`
/// @param removalsNoted rows whose item was deleted; the deletion is recorded and the rows stay
/// @param quarantined invalid items that are in quarantine now
/// @param leftAlone trips that were changed or repaired concurrently and were skipped
/// @param gapsHealed gaps of the stream that were closed, because both sides are equal
/// @param after the comparison after the repair
public record RepairReport(
    String source,
    long recorded,
    long amended,
    long removalsNoted,
    long quarantined,
    long leftAlone,
    int gapsHealed,
    ComparisonTotals after) {

  static RepairReport nothing(String source, ComparisonTotals before) {
    return new RepairReport(source, 0, 0, 0, 0, 0, 0, before);
  }

  /// Returns whether there was nothing to repair.
  public boolean isNothing() {
    return recorded + amended + removalsNoted + quarantined + leftAlone == 0;
  }

  /// @param skipped trips that weren't repaired, because they have changed
  RepairReport plus(BatchOutcome.Committed done, int skipped) {
    return new RepairReport(
        source,
        recorded + done.recorded(),
        amended + done.amended(),
        removalsNoted + done.removed(),
        quarantined + done.rejected().size(),
        leftAlone + done.unchanged() + done.ignored() + skipped,
        gapsHealed,
        after);
  }

  RepairReport endedWith(int gaps, ComparisonTotals now) {
    return new RepairReport(
        source, recorded, amended, removalsNoted, quarantined, leftAlone, gaps, now);
  }
}
