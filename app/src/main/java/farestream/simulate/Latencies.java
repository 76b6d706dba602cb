package farestream.simulate;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Histograms of latencies by step, in microseconds. Thread-safe and of constant size.
public final class Latencies {
  private static final int DIGITS = 3;
  private static final long NANOS_PER_MICRO = 1_000;

  private final Map<Step, Histogram> steps = new EnumMap<>(Step.class);

  /// A step whose latency is measured.
  public enum Step {
    BOOK,
    ACCEPT,
    COMPLETE,
    CANCEL,
    /// From DynamoDB's response to the completion until the trip's row was found in the ledger.
    STREAM,
    /// From the request to book until the trip's row was found in the ledger.
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

  /// Returns the live histogram, which may be read while it is being written.
  public Histogram of(Step step) {
    var histogram = steps.get(step);
    if (histogram == null) {
      throw new IllegalStateException(step.toString());
    }
    return histogram;
  }
}
