package farestream.report;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/// How long after its end a trip was in the ledger: from the end that the driver's device told to
/// the time of the row, in whole seconds, since devices tell no fractions. A row that came more
/// than a day later was replayed, imported or repaired, and tells nothing of the stream.
///
/// @param seconds how many trips took so many seconds
/// @param later trips whose row came more than a day after their end
/// @param before trips whose row is older than their end: a clock was wrong
public record Latency(NavigableMap<Integer, Long> seconds, long later, long before) {
  static final int SECONDS_OF_A_DAY = 86_400;

  /// Upper bounds of the steps in which it is told, in seconds, and their names.
  private static final List<Map.Entry<Integer, String>> STEPS =
      List.of(
          Map.entry(0, "under 1 s"),
          Map.entry(1, "1 to 2 s"),
          Map.entry(4, "2 to 5 s"),
          Map.entry(29, "5 to 30 s"),
          Map.entry(299, "30 s to 5 min"),
          Map.entry(3_599, "5 min to 1 h"),
          Map.entry(SECONDS_OF_A_DAY, "1 h to 1 day"));

  public record Step(String name, long trips) {}

  /// Of how many trips it is known.
  public long trips() {
    return seconds.values().stream().mapToLong(Long::longValue).sum();
  }

  /// From the fastest to the slowest; all of them, or none where it is known of no trip.
  public List<Step> steps() {
    if (seconds.isEmpty()) {
      return List.of();
    }
    var from = new int[] {0};
    return STEPS.stream()
        .map(
            step -> {
              var within = seconds.subMap(from[0], true, step.getKey(), true);
              from[0] = step.getKey() + 1;
              return new Step(
                  step.getValue(), within.values().stream().mapToLong(Long::longValue).sum());
            })
        .toList();
  }

  /// Within how many seconds so many of a hundred trips were in the ledger: the end of the second
  /// in which that was so.
  public OptionalLong within(int percent) {
    var needed = Math.ceilDiv(trips() * percent, 100);
    var counted = 0L;
    for (var second : seconds.entrySet()) {
      counted += second.getValue();
      if (counted >= needed) {
        return OptionalLong.of(second.getKey() + 1L);
      }
    }
    return OptionalLong.empty();
  }

  /// Adds up what comes in any order.
  static final class Counts {
    private final NavigableMap<Integer, Long> seconds = new TreeMap<>();
    private long later;
    private long before;

    /// @param took below 0 for before its end, above a day for later
    void add(int took, long trips) {
      if (took < 0) {
        before += trips;
      } else if (took > SECONDS_OF_A_DAY) {
        later += trips;
      } else {
        seconds.merge(took, trips, Long::sum);
      }
    }

    Latency latency() {
      return new Latency(seconds, later, before);
    }
  }
}
