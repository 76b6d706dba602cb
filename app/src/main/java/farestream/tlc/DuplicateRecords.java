package farestream.tlc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which records may come more than once in a file. Found on a first pass over it in a table of
/// fixed size, so that the second need count only these and not remember every record: a month has
/// up to fifteen million. A few that come once are counted, too, which costs only their place.
final class DuplicateRecords {
  /// 16 MB of bits.
  private static final int WORDS = 1 << 21;

  private long[] seen = new long[WORDS];
  private final Set<Long> suspects = new HashSet<>();

  void note(RecordHash hash) {
    var once = mark(hash.identity());
    var twice = mark(Long.rotateLeft(hash.identity(), 32));
    if (once && twice) {
      suspects.add(hash.identity());
    }
  }

  /// Frees what only the noting needed.
  void done() {
    seen = new long[0];
  }

  Counter counter() {
    return new Counter();
  }

  private boolean mark(long bits) {
    var word = (int) ((bits >>> 6) & (WORDS - 1));
    var bit = 1L << (bits & 63);
    var before = (seen[word] & bit) != 0;
    seen[word] |= bit;
    return before;
  }

  /// Counts equal records on one pass.
  final class Counter {
    private final Map<Long, Integer> times = new HashMap<>();

    /// @return 0 for the first of equal ones, 1 for the next
    int occurrence(RecordHash hash) {
      return suspects.contains(hash.identity())
          ? times.merge(hash.identity(), 1, Integer::sum) - 1
          : 0;
    }
  }
}
