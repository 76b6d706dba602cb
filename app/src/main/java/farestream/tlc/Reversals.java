package farestream.tlc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Pairs each reversal with the ride that it takes back: a record with a negative total, and
/// another of the same vendor, cab, times and zones with the opposite total. A first pass over
/// the file notes the reversals, a second one, needed only where there are any, the rides. Of
/// several the first goes with the first.
final class Reversals {
  /// A bound on memory: a month has some tens of thousands.
  private static final int MOST = 1_000_000;

  private final Set<Long> reversed = new HashSet<>();
  private final Map<Long, List<Original>> originals = new HashMap<>();

  /// What a reversal has of its ride.
  record Original(RecordHash hash, Optional<Long> paymentType) {}

  void noteReversal(TlcRecord record) {
    if (isReversal(record) && reversed.size() < MOST) {
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

  /// Goes through the reversals of one pass.
  final class Counter {
    private final Map<Long, Integer> seen = new HashMap<>();

    /// The ride that a reversal takes back, if it is in the file.
    Optional<Original> original(TlcRecord reversal) {
      var key = key(reversal);
      var rides = originals.getOrDefault(key, List.of());
      if (rides.isEmpty()) {
        return Optional.empty();
      }
      var number = seen.merge(key, 1, Integer::sum) - 1;
      return number < rides.size() ? Optional.of(rides.get(number)) : Optional.empty();
    }
  }
}
