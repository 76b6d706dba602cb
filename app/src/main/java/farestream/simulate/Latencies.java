package farestream.simulate;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// How long each kind of request and way took, in microseconds. Thread-safe and of constant size.
public final class Latencies {
  private static final int DIGITS = 3;
  private static final long NANOS_PER_MICRO = 1_000;

  private final Map<Step, Histogram> steps = new EnumMap<>(Step.class);

  /// What is timed.
  public enum Step {
    BOOK,
    ACCEPT,
    COMPLETE,
    CANCEL,
    /// From DynamoDB's answer to the completion until the trip's row was seen in the ledger.
    STREAM,
    /// From the request to book until the trip's row was seen in the ledger.
    BOOKED_TO_ROW
  }

  Latencies() {
    for (var step : Step.values()) {
      steps.put(step, new ConcurrentHistogram(DIGITS));
    }
  }

  void add(Step step, long nanos) {
    of(step).recordValue(Math.max(0, nanos / NANOS_PER_MICRO));
  }

  /// A live one: it may be asked while it is written.
  public Histogram of(Step step) {
    var histogram = steps.get(step);
    if (histogram == null) {
      throw new IllegalStateException(step.toString());
    }
    return histogram;
  }
}
