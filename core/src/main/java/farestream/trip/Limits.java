package farestream.trip;

import java.math.BigDecimal;
import java.time.Instant;

/// The valid ranges of a trip's values. The decoder quarantines values outside them; commands that
/// write trips refuse them.
public final class Limits {
  /// In characters. PostgreSQL limits the size of index entries, which hold the key.
  public static final int KEY_LENGTH = 300;

  /// In characters.
  public static final int TEXT_LENGTH = 1_000;

  /// In characters, as written.
  public static final int NUMBER_LENGTH = 64;

  public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /// The end of the valid period, exclusive.
  public static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

  public static final Range LONGITUDE = new Range(-180, 180);
  public static final Range LATITUDE = new Range(-90, 90);

  /// The range of a small whole number such as a code or a count.
  public static final Range CODE = new Range(0, Integer.MAX_VALUE);

  public static final Range MILES = new Range(0, 100_000);

  private Limits() {}

  public static boolean holds(Instant time) {
    return !time.isBefore(EARLIEST) && time.isBefore(END);
  }

  /// A range of numbers, both ends inclusive.
  public record Range(long least, long most) {
    public boolean holds(BigDecimal value) {
      return value.compareTo(BigDecimal.valueOf(least)) >= 0
          && value.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    @Override
    public String toString() {
      return least + " and " + most;
    }
  }
}
