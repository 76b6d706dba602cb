package farestream.dynamodb.stream;

import farestream.dynamodb.error.ServiceException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;

/// Numbers that rise with every record, also across a restart and a new data folder: nanoseconds
/// since 1970 to the microsecond, and a count in the last three digits. So a number holds the time
/// at which it was given. Within this server they are `long`; the protocol's are texts of 21
/// digits, a hundred times as large. Thread-safe.
public final class SequenceNumbers {
  private static final BigInteger FACTOR = BigInteger.valueOf(100);
  private static final int LONGEST = 40;

  private final InstantSource clock;
  private volatile long latest;

  /// @param latest the latest number that is in the store
  SequenceNumbers(InstantSource clock, long latest) {
    this.clock = clock;
    this.latest = latest;
  }

  /// Gives a number. Only the store's writer asks, so numbers are committed in their order: a
  /// snapshot that has one has every smaller one that will ever be committed.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  long next() {
    latest = Math.max(latest + 1, at(clock.instant()));
    return latest;
  }

  /// The latest number that was given, perhaps not committed yet.
  long latest() {
    return latest;
  }

  /// The number from which those of a moment begin.
  static long at(Instant moment) {
    return Math.multiplyExact(moment.getEpochSecond(), 1_000_000_000L)
        + moment.getNano() / 1_000 * 1_000L;
  }

  public static String text(long sequence) {
    return sequence + "00";
  }

  /// The largest number that isn't above the text's.
  ///
  /// @throws ServiceException (ValidationException) if the text is no sequence number
  public static long parse(String text) {
    if (text.length() > LONGEST || !text.matches("[0-9]+")) {
      throw ServiceException.validation("Invalid SequenceNumber: " + text);
    }
    var number = new BigInteger(text).divide(FACTOR);
    return number.bitLength() < Long.SIZE ? number.longValue() : Long.MAX_VALUE;
  }
}
