package farestream.billing;

/// How far a cycle has looked; the next looks at what came after. Numbers of rows.
///
/// @param trips in `trips`
/// @param history in `trip_history`, which has an amendment a row
/// @param disputes in `dispute_resolution`
/// @param quarantine in `quarantine`; with the next two, what the cycle knew of what holds trips
/// @param removals in `trip_removal`
/// @param decisions in `trip_decision`
public record HighWaterMarks(
    long trips, long history, long disputes, long quarantine, long removals, long decisions) {
  static final HighWaterMarks NOTHING = new HighWaterMarks(0, 0, 0, 0, 0, 0);
}
