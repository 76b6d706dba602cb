package farestream.reconcile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Sequence numbers for what a repair writes: later than the row that was compared, earlier than
/// any later record of the stream, whose numbers are whole; and no two the same.
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

  /// @param compared the row's number as it was compared; absent if there was no row
  String after(Optional<BigDecimal> compared) {
    last = Math.max(last + 1, micros(clock.instant()));
    var row = compared.orElse(BigDecimal.ZERO);
    var whole = row.setScale(0, RoundingMode.DOWN);
    var number = whole.add(BigDecimal.valueOf(last, SCALE));
    // A repair by a clock that was ahead of this one.
    return (number.compareTo(row) > 0 ? number : row.add(STEP)).toPlainString();
  }

  private static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }
}
