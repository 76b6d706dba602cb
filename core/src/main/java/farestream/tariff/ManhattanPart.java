package farestream.tariff;

/// The parts of Manhattan that determine fees.
public enum ManhattanPart {
  /// South of 60th Street: the Congestion Relief Zone.
  CENTRAL,
  /// From 60th to 96th Street: the congestion surcharge applies here and in `CENTRAL`.
  SOUTH,
  /// North of 96th Street.
  NORTH
}
