package farestream.tlc;

import java.util.Locale;

/// What the times of a file are that are written as UTC, or as numbers since 1970.
public enum UtcTimes {
  UTC,
  /// The cabs' own clock: programs without local times, such as Spark, write these as if they were
  /// UTC.
  LOCAL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
