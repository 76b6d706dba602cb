package farestream.report;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/// How long after its end a trip was in the ledger, up to the time of the row. The end of a trip
/// that was followed is its completion in DynamoDB, to hundredths of a second; that of another is
/// what the driver's device told, to the second. A row that came more than a day later was
/// replayed, imported or repaired, and tells nothing of the stream.
///
/// @param millis how many trips took so many milliseconds, rounded up
/// @param followed how many of these were followed into the ledger
/// @param later trips whose row came more than a day after their end
/// @param before trips whose row is older than their end: a clock was wrong
public record Latency(NavigableMap<Integer, Long> millis, long followed, long later, long before) {
  static final int MILLIS_OF_A_DAY = 86_400_000;

  /// Upper bounds of the steps in which it is told, in milliseconds, and their names.
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
              MILLIS_OF_A_DAY,
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

  public record Step(String name, long trips) {}

  /// Of how many trips it is known.
  public long trips() {
    return millis.values().stream().mapToLong(Long::longValue).sum();
  }

  /// From the fastest to the slowest; all of them, or none where it is known of no trip.
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

  /// Within how many milliseconds so many of a hundred trips were in the ledger.
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

  /// Adds up what comes in any order.
  static final class Counts {
    private final NavigableMap<Integer, Long> millis = new TreeMap<>();
    private long followed;
    private long later;
    private long before;

    /// @param took rounded up: 0 for before its end, above a day for later
    void add(int took, boolean isFollowed, long trips) {
      if (took == 0) {
        before += trips;
      } else if (took > MILLIS_OF_A_DAY) {
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
