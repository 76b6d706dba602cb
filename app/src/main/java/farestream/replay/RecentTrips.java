package farestream.replay;

import farestream.trip.TripKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The last trips of those drivers of a lane who drove most lately: what is known needn't be asked.
/// Where it is wrong, it is asked after all. Not thread-safe.
final class RecentTrips {
  private static final int MOST = 1_000;

  private final Map<Long, TripKey> byDriver =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, TripKey> eldest) {
          return size() > MOST;
        }
      };

  Optional<TripKey> of(long driver) {
    return Optional.ofNullable(byDriver.get(driver));
  }

  void put(long driver, TripKey trip) {
    // The latest come last.
    byDriver.remove(driver);
    byDriver.put(driver, trip);
  }
}
