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

/// How a plan's trips stand in both stores, each looked up by its key: the plan is made once more,
/// so that nothing has to be kept.
///
/// @param completed in DynamoDB, `total` their sum in dollars
/// @param cancelled in DynamoDB
/// @param unfinished booked or under way, or not in DynamoDB at all
/// @param arrived what the ledger has of those completed
public record CityComparison(
    long completed, BigDecimal total, long cancelled, long unfinished, LedgerWait.Outcome arrived) {

  /// Whether each trip is over, and each that was completed has its row, to the cent. What is in
  /// quarantine hasn't: the city's trips are ours, and there is nothing wrong with them.
  public boolean agrees() {
    return unfinished == 0 && arrived.quarantined() == 0 && arrived.agreesWith(completed, total);
  }

  /// Waits for what the stream still holds.
  ///
  /// @param begun how many of the plan's trips were begun, the first ones
  /// @param compared hears how many of those begun have been, up to all of them
  public static CityComparison of(
      TripsTable table,
      DataSource database,
      CityPlan plan,
      long begun,
      LedgerWait.Patience patience,
      LongConsumer compared)
      throws SQLException, InterruptedException {
    var items = new Items(new TripLookup(table, ReadRate.unlimited()), plan.pass(), begun);
    var arrived =
        LedgerWait.await(
            database, items::completed, patience, _ -> compared.accept(items.compared));
    compared.accept(begun);
    return new CityComparison(items.trips, items.total, items.cancelled, items.unfinished, arrived);
  }

  /// Looks the plan's trips up in DynamoDB.
  private static final class Items {
    /// As many as DynamoDB gives in one request.
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

    /// The next that are completed; none at the end. Whoever asks is done with those before.
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
