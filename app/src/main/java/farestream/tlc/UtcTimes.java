package farestream.tlc;

import java.util.Locale;

/// The meaning of times that a file marks as UTC or gives as numbers since 1970.
public enum UtcTimes {
  UTC,
  /// They are local times by the cabs' clocks. Programs without a type for local times, such as
  /// Spark, write these as if they were UTC.
  LOCAL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
