package farestream.tlc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Pairs each reversal with the ride that it reverses. A reversal is a record with a negative
/// total; its ride has the same vendor, cab type, times and zones and the opposite total. The first
/// pass over the file notes the reversals, and a second pass, made only if there are any, their
/// rides. If several have the same values, the first reversal is paired with the first ride, and so
/// on.
final class Reversals {
  /// Limits memory. A month has some tens of thousands.
  private static final int MOST_REVERSALS = 1_000_000;

  private final Set<Long> reversed = new HashSet<>();
  private final Map<Long, List<Original>> originals = new HashMap<>();

  /// What a reversal takes from its ride.
  record Original(RecordHash hash, Optional<Long> paymentType) {}

  void noteReversal(TlcRecord record) {
    if (isReversal(record) && reversed.size() < MOST_REVERSALS) {
      reversed.add(key(record));
    }
  }

  boolean any() {
    return !reversed.isEmpty();
  }

  void noteOriginal(TlcRecord record) {
    if (record.fare().total().isPositive() && reversed.contains(key(record))) {
      originals
          .computeIfAbsent(key(record), _ -> new ArrayList<>())
          .add(new Original(record.hash(), record.ride().paymentType()));
    }
  }

  Counter counter() {
    return new Counter();
  }

  static boolean isReversal(TlcRecord record) {
    return record.fare().total().isNegative();
  }

  private static long key(TlcRecord record) {
    var ride =
        String.join(
            "|",
            record.pickup().time().toString(),
            record.dropoff().time().toString(),
            record.pickup().zone().toString(),
            record.dropoff().zone().toString(),
            record.fare().total().amount().abs().toString(),
            record.vendor().toString(),
            Long.toString(record.cabType()));
    return RecordHash.of(ride).identity();
  }

  /// Pairs the reversals of one pass, in the order of the file.
  final class Counter {
    private final Map<Long, Integer> paired = new HashMap<>();

    /// Returns the ride that a reversal reverses; absent if it isn't in the file.
    Optional<Original> original(TlcRecord reversal) {
      var key = key(reversal);
      var rides = originals.getOrDefault(key, List.of());
      if (rides.isEmpty()) {
        return Optional.empty();
      }
      var number = paired.merge(key, 1, Integer::sum) - 1;
      return number < rides.size() ? Optional.of(rides.get(number)) : Optional.empty();
    }
  }
}
