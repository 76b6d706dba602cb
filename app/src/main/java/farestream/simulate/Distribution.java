package farestream.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Values that are drawn as often as they were counted. Immutable.
final class Distribution {
  private final int[] values;
  private final long[] upTo;

  private Distribution(int[] values, long[] upTo) {
    this.values = values;
    this.upTo = upTo;
  }

  /// @param at from 0 up to, but not, 1
  int draw(double at) {
    var wanted = (long) (at * total());
    var found = Arrays.binarySearch(upTo, wanted);
    // What is counted up to is the first that is no longer the value's own.
    return values[found >= 0 ? found + 1 : -found - 1];
  }

  long total() {
    return upTo[upTo.length - 1];
  }

  /// Counts values; those counted 0 times are never drawn.
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
      var upTo = counts.stream().mapToLong(Long::longValue).toArray();
      Arrays.parallelPrefix(upTo, Long::sum);
      return new Distribution(values.stream().mapToInt(Integer::intValue).toArray(), upTo);
    }
  }
}
