package farestream.dynamodb.stream;

import farestream.dynamodb.error.ServiceException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;

/// Assigns sequence numbers, which increase with every record, also across restarts and new data
/// folders. A number consists of the time of its assignment, in nanoseconds since 1970 truncated
/// to microseconds, and a counter in the last three digits. Within this server it is a `long`; in
/// the protocol it is a text of 21 digits and a hundred times as large. Thread-safe.
public final class SequenceNumbers {
  private static final BigInteger FACTOR = BigInteger.valueOf(100);
  private static final int MAX_LENGTH = 40;

  private final InstantSource clock;
  private volatile long latest;

  /// @param latest the latest number in the store
  SequenceNumbers(InstantSource clock, long latest) {
    this.clock = clock;
    this.latest = latest;
  }

  /// Assigns a number. Only the store's writer thread calls this, so numbers are committed in
  /// order: if a snapshot contains a number, it contains every smaller one that will ever be
  /// committed.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  long next() {
    latest = Math.max(latest + 1, at(clock.instant()));
    return latest;
  }

  /// Returns the latest assigned number, which may not be committed yet.
  long latest() {
    return latest;
  }

  /// Returns the smallest number of an instant.
  static long at(Instant instant) {
    return Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L)
        + instant.getNano() / 1_000 * 1_000L;
  }

  public static String text(long sequence) {
    return sequence + "00";
  }

  /// Parses a sequence number of the protocol, rounded down to a number of this server.
  ///
  /// @throws ServiceException (ValidationException) if the text isn't a sequence number
  public static long parse(String text) {
    if (text.length() > MAX_LENGTH || !text.matches("[0-9]+")) {
      throw ServiceException.validation("Invalid SequenceNumber: " + text);
    }
    var number = new BigInteger(text).divide(FACTOR);
    return number.bitLength() < Long.SIZE ? number.longValue() : Long.MAX_VALUE;
  }
}
