package farestream.reconcile;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// The result of comparing DynamoDB and PostgreSQL.
///
/// @param began the start of the comparison, by the database's clock
/// @param tallies the totals by verdict; verdicts without trips may be absent
public record ComparisonTotals(Instant began, Map<Verdict, SideTotals> tallies) {

  public ComparisonTotals {
    tallies = Collections.unmodifiableMap(new EnumMap<>(tallies));
  }

  public SideTotals of(Verdict verdict) {
    return tallies.getOrDefault(verdict, SideTotals.NONE);
  }

  /// Returns the totals of all compared trips, each counted once.
  public SideTotals inAll() {
    return tallies.values().stream().reduce(SideTotals.NONE, SideTotals::plus);
  }

  public long faults() {
    return tallies.entrySet().stream()
        .filter(entry -> entry.getKey().isFault())
        .mapToLong(entry -> entry.getValue().trips())
        .sum();
  }

  /// Returns whether there are no faults. Explained and pending differences aren't faults.
  public boolean isEqual() {
    return faults() == 0;
  }
}
