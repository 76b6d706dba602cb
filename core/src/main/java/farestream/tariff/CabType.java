package farestream.tariff;

/// Who drives: a medallion taxicab or a street hail livery.
public enum CabType {
  YELLOW,
  GREEN
}
