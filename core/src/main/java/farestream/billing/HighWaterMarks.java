package farestream.billing;

/// The largest row ids that a cycle has processed. The next cycle starts above them. The marks of
/// `quarantine`, `trip_removal` and `trip_decision` record which holds the cycle knew of.
///
/// @param trips the mark of `trips`
/// @param history the mark of `trip_history`, which has one row per amendment
/// @param disputes the mark of `dispute_resolution`
/// @param quarantine the mark of `quarantine`
/// @param removals the mark of `trip_removal`
/// @param decisions the mark of `trip_decision`
public record HighWaterMarks(
    long trips, long history, long disputes, long quarantine, long removals, long decisions) {

  /// The marks before the first cycle.
  static final HighWaterMarks ZERO = new HighWaterMarks(0, 0, 0, 0, 0, 0);
}
