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

/// What an earlier run with the same seed has left: which trips are over, and how long its drivers
/// were busy by the city's clock, which the store knows nothing of.
final class EarlierRun {
  /// As many as DynamoDB gives in one request.
  private static final int BATCH = 100;

  private static final Set<TripStatus> OVER = Set.of(TripStatus.COMPLETED, TripStatus.CANCELLED);

  private final TripLookup lookup;
  private final Fleet fleet;
  private final BitSet over = new BitSet();
  private Instant stoppedAt = CityPlan.START.minus(CityPlan.AHEAD);

  /// A booking of the plan, which counts from 0.
  private record Numbered(int index, RideRequest booking) {}

  private EarlierRun(TripLookup lookup, Fleet fleet) {
    this.lookup = lookup;
    this.fleet = fleet;
  }

  /// Looks the plan's first trips up, until none of a batch is there: a run begins them in their
  /// order. Its drivers are busy in the fleet until their last trip is over, and where it ended.
  ///
  /// @param stopped asked in between, whether to leave it at that
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
      if (!run.look(batch)) {
        break;
      }
    }
    return run;
  }

  boolean isOver(long index) {
    return over.get(Math.toIntExact(index));
  }

  /// When its last rider booked, by the city's clock; where there was none, when the city begins.
  Instant stoppedAt() {
    return stoppedAt;
  }

  private boolean look(Map<TripKey, Numbered> batch) throws InterruptedException {
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
    item.driverId().ifPresent(driver -> fleet.hadBefore(driver, trip.booking()));
    if (item.status().filter(OVER::contains).isPresent()) {
      over.set(trip.index());
    }
  }
}
