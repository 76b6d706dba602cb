package farestream.tlc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Finds the records that may occur more than once in a file. The first pass marks them in a Bloom
/// filter of fixed size, so the second pass counts only these and needn't remember every record: a
/// month has up to 15 million. A false positive costs only the memory of one counter.
final class DuplicateRecords {
  /// 16 MB of bits.
  private static final int WORDS = 1 << 21;

  private long[] filter = new long[WORDS];
  private final Set<Long> candidates = new HashSet<>();

  void note(RecordHash hash) {
    var first = mark(hash.identity());
    var second = mark(Long.rotateLeft(hash.identity(), 32));
    if (first && second) {
      candidates.add(hash.identity());
    }
  }

  /// Ends the first pass and frees the memory of the filter.
  void endFirstPass() {
    filter = new long[0];
  }

  Counter counter() {
    return new Counter();
  }

  /// Sets a bit of the filter and returns whether it was set before.
  private boolean mark(long hash) {
    var word = (int) ((hash >>> 6) & (WORDS - 1));
    var bit = 1L << (hash & 63);
    var wasSet = (filter[word] & bit) != 0;
    filter[word] |= bit;
    return wasSet;
  }

  /// Counts equal records on one pass.
  final class Counter {
    private final Map<Long, Integer> times = new HashMap<>();

    /// @return 0 for the first of equal records, 1 for the next
    int occurrence(RecordHash hash) {
      return candidates.contains(hash.identity())
          ? times.merge(hash.identity(), 1, Integer::sum) - 1
          : 0;
    }
  }
}
