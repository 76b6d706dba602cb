package farestream.report;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The distribution of the time between the end of a trip and its row in the ledger. The end of a
/// tracked trip (`trip_followed`) is its completion in DynamoDB, with a precision of 10 ms. The
/// end of any other trip is the drop-off reported by the driver's device, with a precision of 1
/// s. A row written more than a day after the end was replayed, imported or repaired, so it isn't
/// part of the distribution.
///
/// @param millis the number of trips by latency in milliseconds, rounded up
/// @param followed how many of these trips were tracked
/// @param later the number of trips whose row was written more than a day after their end
/// @param before the number of trips whose row is older than their end, because a clock was wrong
public record Latency(NavigableMap<Integer, Long> millis, long followed, long later, long before) {
  static final int MILLIS_PER_DAY = 86_400_000;

  /// The steps of the histogram: upper bounds in milliseconds, with their names.
  private static final NavigableMap<Integer, String> STEPS =
      new TreeMap<>(
          Map.of(
              1_000,
              "under 1 s",
              2_000,
              "1 to 2 s",
              5_000,
              "2 to 5 s",
              30_000,
              "5 to 30 s",
              300_000,
              "30 s to 5 min",
              3_600_000,
              "5 min to 1 h",
              MILLIS_PER_DAY,
              "1 h to 1 day"));

  private static final NavigableMap<Integer, String> FINE_STEPS = new TreeMap<>(STEPS);

  static {
    FINE_STEPS.putAll(
        Map.of(
            100, "under 0.1 s",
            250, "0.1 to 0.25 s",
            500, "0.25 to 0.5 s",
            1_000, "0.5 to 1 s"));
  }

  /// A step of the histogram.
  public record Step(String name, long trips) {}

  /// Returns the number of trips in the distribution.
  public long trips() {
    return millis.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Returns the histogram from the fastest to the slowest step, or an empty list if there are no
  /// trips. The finer steps are used only if all trips were tracked.
  public List<Step> steps() {
    if (millis.isEmpty()) {
      return List.of();
    }
    var steps = followed == trips() ? FINE_STEPS : STEPS;
    return steps.entrySet().stream()
        .map(
            step -> {
              var above = steps.lowerKey(step.getKey());
              var within = millis.subMap(above == null ? 0 : above, false, step.getKey(), true);
              return new Step(
                  step.getValue(), within.values().stream().mapToLong(Long::longValue).sum());
            })
        .toList();
  }

  /// Returns a percentile of the latency in milliseconds, or empty if there are no trips.
  public OptionalLong within(int percent) {
    var needed = Math.ceilDiv(trips() * percent, 100);
    var counted = 0L;
    for (var took : millis.entrySet()) {
      counted += took.getValue();
      if (counted >= needed) {
        return OptionalLong.of(took.getKey());
      }
    }
    return OptionalLong.empty();
  }

  /// Collects counts in any order.
  static final class Counts {
    private final NavigableMap<Integer, Long> millis = new TreeMap<>();
    private long followed;
    private long later;
    private long before;

    /// @param took the latency in milliseconds, rounded up; 0 if the row is older than the end of
    ///     the trip, and more than a day for any longer latency
    void add(int took, boolean isFollowed, long trips) {
      if (took == 0) {
        before += trips;
      } else if (took > MILLIS_PER_DAY) {
        later += trips;
      } else {
        millis.merge(took, trips, Long::sum);
        followed += isFollowed ? trips : 0;
      }
    }

    Latency latency() {
      return new Latency(millis, followed, later, before);
    }
  }
}
