package farestream.tariff;

/// The airports with fare rules of their own. Newark (EWR) is in New Jersey.
public enum Airport {
  JFK,
  LGA,
  EWR
}
