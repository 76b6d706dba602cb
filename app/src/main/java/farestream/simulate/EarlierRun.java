package farestream.simulate;

import farestream.booking.ReadRate;
import farestream.booking.TripItem;
import farestream.booking.TripLookup;
import farestream.booking.TripsTable;
import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// The state left by an earlier run with the same seed: which trips are over, and until when its
/// drivers were busy by the city's clock, which isn't stored in the table.
final class EarlierRun {
  /// The most keys of one BatchGetItem request.
  private static final int BATCH = 100;

  private static final Set<TripStatus> OVER = Set.of(TripStatus.COMPLETED, TripStatus.CANCELLED);

  private final TripLookup lookup;
  private final Fleet fleet;
  private final BitSet over = new BitSet();
  private Instant stoppedAt = CityPlan.START.minus(CityPlan.AHEAD);

  /// A booking with its index in the plan, from 0.
  private record Numbered(int index, RideRequest booking) {}

  private EarlierRun(TripLookup lookup, Fleet fleet) {
    this.lookup = lookup;
    this.fleet = fleet;
  }

  /// Looks up the plan's trips from the first on, until a batch has none in the table; runs begin
  /// trips in the plan's order. Each driver of the fleet is then busy until the end of his last
  /// trip and free where it ended.
  ///
  /// @param stopped returns whether to stop before the next batch
  static EarlierRun find(TripsTable table, CityPlan plan, Fleet fleet, BooleanSupplier stopped)
      throws InterruptedException {
    var run = new EarlierRun(new TripLookup(table, ReadRate.unlimited()), fleet);
    var pass = plan.pass();
    var next = 0;
    while (!stopped.getAsBoolean()) {
      var batch = new HashMap<TripKey, Numbered>();
      for (var end = next + BATCH; next < end; next++) {
        var number = next;
        pass.next().ifPresent(booking -> batch.put(booking.key(), new Numbered(number, booking)));
      }
      if (!run.lookUp(batch)) {
        break;
      }
    }
    return run;
  }

  boolean isOver(long index) {
    return over.get(Math.toIntExact(index));
  }

  /// Returns the time in the city of its last booking; without one, the time of the first possible
  /// booking.
  Instant stoppedAt() {
    return stoppedAt;
  }

  /// Returns whether the table has any trip of the batch.
  private boolean lookUp(Map<TripKey, Numbered> batch) throws InterruptedException {
    var found = lookup.find(List.copyOf(batch.keySet()));
    for (var item : found) {
      Optional.ofNullable(batch.get(item.key())).ifPresent(trip -> note(trip, item));
    }
    return !found.isEmpty();
  }

  private void note(Numbered trip, TripItem item) {
    if (trip.booking().bookedAt().isAfter(stoppedAt)) {
      stoppedAt = trip.booking().bookedAt();
    }
    item.driverId().ifPresent(driver -> fleet.restore(driver, trip.booking()));
    if (item.status().filter(OVER::contains).isPresent()) {
      over.set(trip.index());
    }
  }
}
