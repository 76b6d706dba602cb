package farestream.reconcile;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How the two sides stand to each other.
///
/// @param began by the database's clock
/// @param tallies of the verdicts that there are
public record Comparison(Instant began, Map<Verdict, SideTotals> tallies) {

  public Comparison {
    tallies = Collections.unmodifiableMap(new EnumMap<>(tallies));
  }

  public SideTotals of(Verdict verdict) {
    return tallies.getOrDefault(verdict, SideTotals.NONE);
  }

  /// Both sides as they were judged: every trip once.
  public SideTotals inAll() {
    return tallies.values().stream().reduce(SideTotals.NONE, SideTotals::plus);
  }

  public long faults() {
    return tallies.entrySet().stream()
        .filter(entry -> entry.getKey().isFault())
        .mapToLong(entry -> entry.getValue().trips())
        .sum();
  }

  /// Nothing is wrong that isn't explained or on its way.
  public boolean isEqual() {
    return faults() == 0;
  }
}
