package farestream.worker;

import farestream.audit.Audit;
import farestream.trip.TripKey;
import farestream.worker.ScriptedRecord.Meaning;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks the bills of a schedule after the last cycle is closed: each equals the sum of its
/// lines, and every trip that isn't held is billed once.
final class BillOracle {
  private static final String BILLS_UNLIKE_THEIR_LINES =
      """
      select billing.id, billing_amount, rides_total, sum(amount), count(amount)
      from billing left join billing_line on billing_id = billing.id
      group by billing.id
      having billing_amount is distinct from coalesce(sum(amount), 0) or rides_total <> count(amount)
      """;

  /// Compares by the trip's key, because a duplicate row would be a separate trip to the
  /// database.
  private static final String TRIPS_NOT_BILLED_ONCE =
      """
      select rider_email, trip_info, count(trip_id)
      from trips left join billing_line on trip_id = trips.id
      group by rider_email, trip_info
      having count(trip_id) <> 1
        and not (count(trip_id) = 0 and bool_and(trips.id in (select held_trip.trip_id from held_trip)))
      """;

  private static final String LINES =
      """
      select rider_email, trip_info, amount
      from billing_line join trips on trips.id = trip_id
      """;

  private final ScriptedTable table;
  private final StressDatabase database;

  BillOracle(ScriptedTable table, StressDatabase database) {
    this.table = table;
    this.database = database;
  }

  List<String> violations() {
    var violations = new ArrayList<String>();
    for (var bill : database.rows(BILLS_UNLIKE_THEIR_LINES)) {
      violations.add("bill, its amount, rides, total of its lines, number of its lines: " + bill);
    }
    for (var trip : database.rows(TRIPS_NOT_BILLED_ONCE)) {
      violations.add("billed %s times: %s".formatted(trip.get(2), trip.get(1)));
    }
    if (audited() instanceof Audit.Outcome.Disproved mismatch) {
      violations.add("audit mismatch: " + mismatch);
    }
    var totals = totals();
    for (var line : database.rows(LINES)) {
      var amount = new BigDecimal(line.get(2)).stripTrailingZeros();
      if (!totals.contains(new Billed(new TripKey(line.get(0), line.get(1)), amount))) {
        violations.add("billed with an amount that the trip never had: " + line);
      }
    }
    return violations;
  }

  private Audit.Outcome audited() {
    return new Audit(database.commands()).verify(Optional.empty(), _ -> {}).outcome();
  }

  private record Billed(TripKey key, BigDecimal amount) {}

  /// Returns the totals that each trip had. A trip may be amended after it is billed.
  private Set<Billed> totals() {
    var totals = new HashSet<Billed>();
    for (var shard : table.everyShard()) {
      for (var record : shard.records()) {
        if (record.meaning() instanceof Meaning.Good(var trip)) {
          totals.add(new Billed(record.key(), trip.total().stripTrailingZeros()));
        }
      }
    }
    return totals;
  }
}
