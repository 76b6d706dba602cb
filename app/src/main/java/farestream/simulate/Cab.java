package farestream.simulate;

import farestream.tlc.StandIns;
import farestream.trip.Driver;
import farestream.trip.TripKey;
import java.time.Instant;
import java.util.Optional;

/// A driver with a cab. Only its fleet changes it, under the fleet's lock.
final class Cab {
  static final long FIRST_DRIVER = 19_000_001;
  private static final long YELLOW = 1;
  private static final long VENDOR = 2;

  private final Driver driver;
  private State state = State.SOON_FREE;
  private Location location;
  private Instant freeAt;
  private int openOffers;
  private Optional<TripKey> lastTrip = Optional.empty();

  /// The state of a driver.
  enum State {
    /// Waiting for a rider at its location.
    FREE,
    /// Free from [#freeAt] on, a time that no search for a cab has reached yet.
    SOON_FREE,
    /// On the way to a rider or with one.
    TAKEN
  }

  Cab(long index, Location location, Instant freeAt) {
    this.driver = StandIns.driver(FIRST_DRIVER + index, YELLOW, Optional.of(VENDOR));
    this.location = location;
    this.freeAt = freeAt;
  }

  Driver driver() {
    return driver;
  }

  State state() {
    return state;
  }

  /// Returns the location; while the cab is taken, the one where its trip ends.
  Location location() {
    return location;
  }

  /// Returns the time in the city from which the cab is free; while it is taken, the end of its
  /// trip.
  Instant freeAt() {
    return freeAt;
  }

  /// Returns the last trip that ended; absent before the first.
  Optional<TripKey> lastTrip() {
    return lastTrip;
  }

  void endTrip(TripKey trip) {
    lastTrip = Optional.of(trip);
  }

  /// Returns the number of trips that it is accepting, i.e. requests to the table without an answer
  /// yet.
  int openOffers() {
    return openOffers;
  }

  void addOffer() {
    openOffers++;
  }

  void removeOffer() {
    openOffers--;
  }

  void setFree() {
    state = State.FREE;
  }

  void move(State newState, Location newLocation, Instant newFreeAt) {
    state = newState;
    location = newLocation;
    freeAt = newFreeAt;
  }
}
