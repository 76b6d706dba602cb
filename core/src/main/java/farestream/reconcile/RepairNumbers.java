package farestream.reconcile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Generates sequence numbers for repairs. A number is higher than every number that the ledger had
/// for the trip when it was compared, and lower than that of any later stream record, because the
/// stream's numbers are whole and these have a fraction. No two are equal.
///
/// The fraction is the time in microseconds, so that a later repair supersedes an earlier one.
final class RepairNumbers {
  private static final int SCALE = 16;
  private static final BigDecimal STEP = BigDecimal.ONE.movePointLeft(SCALE);

  private final InstantSource clock;
  private long last;

  RepairNumbers(InstantSource clock) {
    this.clock = clock;
  }

  /// @param previous the highest number that the ledger had for the trip; absent if there was none
  String after(Optional<BigDecimal> previous) {
    last = Math.max(last + 1, micros(clock.instant()));
    var latest = previous.orElse(BigDecimal.ZERO);
    var whole = latest.setScale(0, RoundingMode.DOWN);
    var number = whole.add(BigDecimal.valueOf(last, SCALE));
    // Not higher if an earlier repair ran with a clock ahead of this one.
    return (number.compareTo(latest) > 0 ? number : latest.add(STEP)).toPlainString();
  }

  private static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }
}
