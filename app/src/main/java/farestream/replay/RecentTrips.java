package farestream.replay;

import farestream.trip.TripKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An LRU cache of drivers' last trips, which saves `booking` a read. A wrong entry costs a retry.
/// Not thread-safe.
final class RecentTrips {
  private static final int MOST_DRIVERS = 1_000;

  private final Map<Long, TripKey> byDriver =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, TripKey> eldest) {
          return size() > MOST_DRIVERS;
        }
      };

  Optional<TripKey> of(long driver) {
    return Optional.ofNullable(byDriver.get(driver));
  }

  void put(long driver, TripKey trip) {
    // Removed first, so that the entry moves to the end.
    byDriver.remove(driver);
    byDriver.put(driver, trip);
  }
}
