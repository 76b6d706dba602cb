package farestream.simulate;

import farestream.tlc.StandIns;
import farestream.trip.Driver;
import farestream.trip.TripKey;
import java.time.Instant;
import java.util.Optional;

/// A driver in a cab. Changed by its fleet only, under the fleet's lock.
final class Cab {
  static final long FIRST_DRIVER = 19_000_001;
  private static final long YELLOW = 1;
  private static final long VENDOR = 2;

  private final Driver driver;
  private State state = State.SOON_FREE;
  private Location place;
  private Instant freeAt;
  private int openOffers;
  private Optional<TripKey> lastTrip = Optional.empty();

  /// What a driver is at.
  enum State {
    /// Looks for a rider, at its place.
    FREE,
    /// Is there for riders from a moment of the city's time on that nobody has asked for yet.
    SOON_FREE,
    /// On the way to a rider or with one.
    TAKEN
  }

  Cab(long index, Location place, Instant freeAt) {
    this.driver = StandIns.driver(FIRST_DRIVER + index, YELLOW, Optional.of(VENDOR));
    this.place = place;
    this.freeAt = freeAt;
  }

  Driver driver() {
    return driver;
  }

  State state() {
    return state;
  }

  Location place() {
    return place;
  }

  /// Since when or from when on it is free; while it is taken, when it will be.
  Instant freeAt() {
    return freeAt;
  }

  /// The last that was seen to end.
  Optional<TripKey> lastTrip() {
    return lastTrip;
  }

  void hasEnded(TripKey trip) {
    lastTrip = Optional.of(trip);
  }

  /// Trips offered to it for which the store hasn't said yet whether it has them.
  int openOffers() {
    return openOffers;
  }

  void isOffered() {
    openOffers++;
  }

  void isAnswered() {
    openOffers--;
  }

  void is(State now) {
    state = now;
  }

  void is(State now, Location at, Instant free) {
    state = now;
    place = at;
    freeAt = free;
  }
}
