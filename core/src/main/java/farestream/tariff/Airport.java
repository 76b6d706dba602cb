package farestream.tariff;

/// The airports that have rules of their own; Newark's is in New Jersey.
public enum Airport {
  JFK,
  LGA,
  EWR
}
