package farestream.simulate;

import farestream.booking.ReadRate;
import farestream.booking.TripItem;
import farestream.booking.TripLookup;
import farestream.booking.TripsTable;
import farestream.replay.LedgerWait;
import farestream.trip.TripKey;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/// Compares a plan's trips in DynamoDB and the ledger, each looked up by its key. The plan is
/// generated once more, so that no trips have to be kept in memory.
///
/// @param completed the number of trips completed in DynamoDB
/// @param total the sum of the completed trips in DynamoDB, in dollars
/// @param cancelled the number of trips cancelled in DynamoDB
/// @param unfinished the number of trips that are booked, under way, or not in DynamoDB
/// @param arrived what the ledger has of the completed trips
public record CityComparison(
    long completed, BigDecimal total, long cancelled, long unfinished, LedgerWait.Outcome arrived) {

  /// Returns whether every trip is over and every completed one has a row with the same total. A
  /// quarantined trip is a difference, because the simulation writes only valid trips.
  public boolean agrees() {
    return unfinished == 0 && arrived.quarantined() == 0 && arrived.agreesWith(completed, total);
  }

  /// Compares, after waiting until the stream has carried the completed trips.
  ///
  /// @param begun the number of trips that were begun, from the start of the plan
  /// @param compared receives the number of trips compared so far, at the end `begun`
  public static CityComparison of(
      TripsTable table,
      DataSource database,
      CityPlan plan,
      long begun,
      LedgerWait.Timeouts timeouts,
      LongConsumer compared)
      throws SQLException, InterruptedException {
    var items = new Items(new TripLookup(table, ReadRate.unlimited()), plan.pass(), begun);
    var arrived =
        LedgerWait.await(
            database, items::completed, timeouts, _ -> compared.accept(items.compared));
    compared.accept(begun);
    return new CityComparison(items.trips, items.total, items.cancelled, items.unfinished, arrived);
  }

  /// Looks the plan's trips up in DynamoDB.
  private static final class Items {
    /// The most keys of one BatchGetItem request.
    private static final int BATCH = 100;

    private final TripLookup lookup;
    private final CityPlan.Pass pass;
    private final long begun;
    private long left;
    private long compared;
    private long trips;
    private BigDecimal total = new BigDecimal("0.00");
    private long cancelled;
    private long unfinished;

    Items(TripLookup lookup, CityPlan.Pass pass, long begun) {
      this.lookup = lookup;
      this.pass = pass;
      this.begun = begun;
      this.left = begun;
    }

    /// Returns the next completed trips; empty after the last ones. The caller must have compared
    /// the previous ones, because they are counted as compared.
    Map<TripKey, BigDecimal> completed() throws InterruptedException {
      compared = begun - left;
      var completed = new HashMap<TripKey, BigDecimal>();
      while (completed.isEmpty() && left > 0) {
        var keys = keys();
        var found = lookup.find(List.copyOf(keys));
        unfinished += keys.size() - found.size();
        found.forEach(item -> count(item, completed));
      }
      return completed;
    }

    private Set<TripKey> keys() {
      var keys = new HashSet<TripKey>();
      for (; left > 0 && keys.size() < BATCH; left--) {
        pass.next().map(RideRequest::key).ifPresent(keys::add);
      }
      return keys;
    }

    private void count(TripItem item, Map<TripKey, BigDecimal> completed) {
      switch (item.status().orElseThrow()) {
        case COMPLETED -> {
          var amount = item.total();
          completed.put(item.key(), amount);
          trips++;
          total = total.add(amount);
        }
        case CANCELLED -> cancelled++;
        case BOOKED, IN_PROGRESS -> unfinished++;
      }
    }
  }
}
