package farestream.simulate;

import farestream.trip.TripKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// All cabs, with a search for the nearest one. The fleet only proposes cabs. The trips table
/// decides which trip a driver gets, and the caller then reports the result to the fleet.
/// Thread-safe.
final class Fleet {
  private static final Comparator<Cab> BY_TIME =
      Comparator.comparing(Cab::freeAt).thenComparingLong(cab -> cab.driver().id());
  private static final Duration BUSY_ELSEWHERE = Duration.ofMinutes(30);
  private static final double SECONDS_PER_HOUR = 3_600;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Grid grid = new Grid();
  private final List<Cab> cabs = new ArrayList<>();
  private final TreeSet<Cab> soonFree = new TreeSet<>(BY_TIME);
  private final TreeSet<Cab> taken = new TreeSet<>(BY_TIME);
  private final Itinerary itinerary;
  private boolean stopped;

  /// Creates the cabs at random zones, weighted by demand, free from `start` on.
  Fleet(Demand demand, int drivers, long seed, Instant start) {
    this.itinerary = new Itinerary(demand);
    var random = new SplittableRandom(seed).split();
    for (var index = 0; index < drivers; index++) {
      var zone = demand.pickupZone(random.nextInt(Demand.HOURS), random.nextDouble());
      cabs.add(new Cab(index, demand.centre(zone), start));
    }
    soonFree.addAll(cabs);
  }

  /// Restores a trip that a driver had in an earlier run: he is free when it is over, unless
  /// another trip ends later. Does nothing for a driver of another fleet.
  void restore(long driver, RideRequest booking) {
    var index = driver - Cab.FIRST_DRIVER;
    if (index < 0 || index >= cabs.size()) {
      return;
    }
    lock.lock();
    try {
      var cab = cabs.get((int) index);
      if (cab.freeAt().isBefore(booking.over())) {
        cab.endTrip(booking.key());
        move(cab, Cab.State.SOON_FREE, booking.endsAt(), booking.over());
      }
    } finally {
      lock.unlock();
    }
  }

  /// Returns the nearest cab that can reach the rider in time and has no open offer. If there is
  /// none, waits while a cab may become available because its offer fails or its trip ends. The
  /// caller must offer the trip to the cab and then call [#endOffer].
  ///
  /// @param tried the cabs to leave out
  /// @return absent if no cab can come in time, or the fleet is stopped
  Optional<Cab> nearest(RideRequest booking, Set<Cab> tried) throws InterruptedException {
    var latest = booking.pickup().time();
    var at = booking.bookedAt();
    lock.lock();
    try {
      while (!stopped) {
        freeUntil(at);
        var cab = find(booking, at, near -> near.openOffers() == 0 && !tried.contains(near));
        if (cab.isPresent()) {
          cab.get().addOffer();
          return cab;
        }
        if (find(booking, at, near -> !tried.contains(near)).isPresent()) {
          changed.await();
        } else if (isAnyFreeBy(soonFree, latest)) {
          at = soonFree.first().freeAt();
        } else if (isAnyFreeBy(taken, latest)) {
          changed.await();
        } else {
          return Optional.empty();
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /// Returns the nearest other cab, which accepts the same trip concurrently. It may have an open
  /// offer, so that two trips race for one driver as well.
  Optional<Cab> rival(RideRequest booking, Cab nearest) {
    lock.lock();
    try {
      var rival = find(booking, booking.bookedAt(), near -> near != nearest);
      rival.ifPresent(Cab::addOffer);
      return rival;
    } finally {
      lock.unlock();
    }
  }

  private Optional<Cab> find(RideRequest booking, Instant at, Predicate<Cab> isWanted) {
    return grid.nearest(
        booking.from(),
        milesWithin(Duration.between(at, booking.pickup().time()), at),
        cab -> isWanted.test(cab) && isInTime(cab, booking, at));
  }

  private static boolean isAnyFreeBy(NavigableSet<Cab> cabs, Instant latest) {
    return !cabs.isEmpty() && !cabs.first().freeAt().isAfter(latest);
  }

  /// Frees the cabs that are free by a time in the city.
  private void freeUntil(Instant now) {
    while (isAnyFreeBy(soonFree, now)) {
      var cab = soonFree.removeFirst();
      cab.setFree();
      grid.add(cab);
    }
  }

  private double milesWithin(Duration time, Instant at) {
    return itinerary.milesPerHour(at) * time.toSeconds() / SECONDS_PER_HOUR / Demand.STREET_FACTOR;
  }

  /// Returns whether a cab can reach the rider in time. A search for a later time may have freed it
  /// early, so it leaves no earlier than it is really free.
  private boolean isInTime(Cab cab, RideRequest booking, Instant at) {
    var departure = cab.freeAt().isAfter(at) ? cab.freeAt() : at;
    var miles = cab.location().milesTo(booking.from()) * Demand.STREET_FACTOR;
    return !departure.plus(itinerary.time(miles, departure, 1)).isAfter(booking.pickup().time());
  }

  /// Ends an offer: the table has decided whether the driver gets the trip.
  void endOffer(Cab cab) {
    lock.lock();
    try {
      cab.removeOffer();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until a cab has no open offer. A trip may not end while its cab is accepting another
  /// one: the table doesn't know the city's time, so it would let the driver have both, although
  /// they overlap.
  void awaitOffers(Cab cab) throws InterruptedException {
    lock.lock();
    try {
      while (cab.openOffers() > 0) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Marks a cab as taken by a trip. A trip that is called off before the cab is free from its
  /// previous one changes neither where nor when the cab is free.
  ///
  /// @param location where the trip will end
  /// @param freeAt when the trip will end
  void assign(Cab cab, Location location, Instant freeAt) {
    lock.lock();
    try {
      if (freeAt.isBefore(cab.freeAt())) {
        move(cab, Cab.State.TAKEN, cab.location(), cab.freeAt());
      } else {
        move(cab, Cab.State.TAKEN, location, freeAt);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Marks a cab as free after a trip.
  void release(Cab cab, TripKey trip) {
    lock.lock();
    try {
      cab.endTrip(trip);
      move(cab, Cab.State.SOON_FREE, cab.location(), cab.freeAt());
    } finally {
      lock.unlock();
    }
  }

  /// Marks a cab whose driver has another trip according to the table. If that isn't one of this
  /// simulation's, the cab isn't proposed for the next 30 minutes. It is one of them if the cab is
  /// taken, or is accepting another trip besides the refused one.
  void markBusyElsewhere(Cab cab, Instant at) {
    lock.lock();
    try {
      if (cab.state() == Cab.State.FREE && cab.openOffers() == 1) {
        move(cab, Cab.State.SOON_FREE, cab.location(), at.plus(BUSY_ELSEWHERE));
      }
    } finally {
      lock.unlock();
    }
  }

  private void move(Cab cab, Cab.State state, Location location, Instant freeAt) {
    lock.lock();
    try {
      switch (cab.state()) {
        case FREE -> grid.remove(cab);
        case SOON_FREE -> soonFree.remove(cab);
        case TAKEN -> taken.remove(cab);
      }
      cab.move(state, location, freeAt);
      switch (state) {
        case FREE -> grid.add(cab);
        case SOON_FREE -> soonFree.add(cab);
        case TAKEN -> taken.add(cab);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Stops proposing cabs and ends all waits for one.
  void stop() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
