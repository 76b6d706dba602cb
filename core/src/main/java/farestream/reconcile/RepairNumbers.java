package farestream.reconcile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Sequence numbers for what a repair writes: later than all that the ledger had seen of the trip
/// when it was compared, earlier than any later record of the stream, whose numbers are whole; and
/// no two the same.
///
/// The fraction is the time in microseconds, so that a later repair wins over an earlier one.
final class RepairNumbers {
  private static final int SCALE = 16;
  private static final BigDecimal STEP = BigDecimal.ONE.movePointLeft(SCALE);

  private final InstantSource clock;
  private long last;

  RepairNumbers(InstantSource clock) {
    this.clock = clock;
  }

  /// @param seen the latest number that the ledger had seen; absent if there was none
  String after(Optional<BigDecimal> seen) {
    last = Math.max(last + 1, micros(clock.instant()));
    var latest = seen.orElse(BigDecimal.ZERO);
    var whole = latest.setScale(0, RoundingMode.DOWN);
    var number = whole.add(BigDecimal.valueOf(last, SCALE));
    // A repair by a clock that was ahead of this one.
    return (number.compareTo(latest) > 0 ? number : latest.add(STEP)).toPlainString();
  }

  private static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }
}
