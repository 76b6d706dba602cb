package farestream.tariff;

/// The kind of cab: yellow is a medallion taxicab, green a street hail livery.
public enum CabType {
  YELLOW,
  GREEN
}
