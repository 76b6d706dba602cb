package farestream.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An empirical distribution: draws values with the frequencies with which they were counted.
/// Immutable.
final class Distribution {
  private final int[] values;
  private final long[] cumulative;

  private Distribution(int[] values, long[] cumulative) {
    this.values = values;
    this.cumulative = cumulative;
  }

  /// Draws a value.
  ///
  /// @param at a random number from 0 to below 1
  int draw(double at) {
    var wanted = (long) (at * total());
    var found = Arrays.binarySearch(cumulative, wanted);
    // A value's cumulative count is the first number that belongs to the next value.
    return values[found >= 0 ? found + 1 : -found - 1];
  }

  long total() {
    return cumulative[cumulative.length - 1];
  }

  /// Collects counts of values. A value counted 0 times is never drawn.
  static final class Count {
    private final List<Integer> values = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();

    void add(int value, long count) {
      if (count > 0) {
        values.add(value);
        counts.add(count);
      }
    }

    Distribution shares() {
      var cumulative = counts.stream().mapToLong(Long::longValue).toArray();
      Arrays.parallelPrefix(cumulative, Long::sum);
      return new Distribution(values.stream().mapToInt(Integer::intValue).toArray(), cumulative);
    }
  }
}
