package farestream.tariff;

/// Where in Manhattan a zone is, as far as fees go by it.
public enum ManhattanPart {
  /// South of 60th Street: the Congestion Relief Zone.
  CENTRAL,
  /// From there to 96th Street.
  SOUTH,
  NORTH
}
