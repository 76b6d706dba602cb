package farestream.billing;

/// How far a cycle has looked; the next looks at what came after. Numbers of rows.
///
/// @param trips in `trips`
/// @param history in `trip_history`, which has an amendment a row
/// @param disputes in `dispute_resolution`
public record SeenTo(int trips, long history, long disputes) {
  static final SeenTo NOTHING = new SeenTo(0, 0, 0);
}
