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

/// All cabs, and who is near. It proposes a cab to as many riders as ask: who gets it is for the
/// store to say, and is told here afterwards. Thread-safe.
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

  /// Cabs begin where riders are likely.
  Fleet(Demand demand, int drivers, long seed, Instant start) {
    this.itinerary = new Itinerary(demand);
    var random = new SplittableRandom(seed).split();
    for (var index = 0; index < drivers; index++) {
      var zone = demand.pickupZone(random.nextInt(Demand.HOURS), random.nextDouble());
      cabs.add(new Cab(index, demand.place(zone), start));
    }
    soonFree.addAll(cabs);
  }

  /// An earlier run gave the driver this trip: he is free when it is over, unless another keeps him
  /// for longer. Nothing where he is none of this fleet's.
  void hadBefore(long driver, RideRequest booking) {
    var index = driver - Cab.FIRST_DRIVER;
    if (index < 0 || index >= cabs.size()) {
      return;
    }
    lock.lock();
    try {
      var cab = cabs.get((int) index);
      if (cab.freeAt().isBefore(booking.over())) {
        cab.hasEnded(booking.key());
        move(cab, Cab.State.SOON_FREE, booking.endsAt(), booking.over());
      }
    } finally {
      lock.unlock();
    }
  }

  /// The nearest cab that can be with the rider in time and isn't offered a trip already. Waits
  /// while none is, but one that is taken now, or whose offer may come to nothing, may be. Whoever
  /// gets one offers the trip to it, and says when it is [answered][#answered].
  ///
  /// @param tried leave these out
  Optional<Cab> nearest(RideRequest booking, Set<Cab> tried) throws InterruptedException {
    var latest = booking.pickup().time();
    var at = booking.bookedAt();
    lock.lock();
    try {
      while (!stopped) {
        release(at);
        var cab = look(booking, at, near -> near.openOffers() == 0 && !tried.contains(near));
        if (cab.isPresent()) {
          cab.get().isOffered();
          return cab;
        }
        if (look(booking, at, near -> !tried.contains(near)).isPresent()) {
          changed.await();
        } else if (isUntil(soonFree, latest)) {
          at = soonFree.first().freeAt();
        } else if (isUntil(taken, latest)) {
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

  /// The next one that could press at the same moment, be it for two trips at once.
  Optional<Cab> rival(RideRequest booking, Cab nearest) {
    lock.lock();
    try {
      var rival = look(booking, booking.bookedAt(), near -> near != nearest);
      rival.ifPresent(Cab::isOffered);
      return rival;
    } finally {
      lock.unlock();
    }
  }

  private Optional<Cab> look(RideRequest booking, Instant at, Predicate<Cab> isWanted) {
    return grid.nearest(
        booking.from(),
        milesWithin(Duration.between(at, booking.pickup().time()), at),
        cab -> isWanted.test(cab) && isInTime(cab, booking, at));
  }

  private static boolean isUntil(NavigableSet<Cab> cabs, Instant latest) {
    return !cabs.isEmpty() && !cabs.first().freeAt().isAfter(latest);
  }

  private void release(Instant now) {
    while (isUntil(soonFree, now)) {
      var cab = soonFree.removeFirst();
      cab.is(Cab.State.FREE);
      grid.add(cab);
    }
  }

  private double milesWithin(Duration time, Instant at) {
    return itinerary.milesPerHour(at) * time.toSeconds() / SECONDS_PER_HOUR / Demand.STREETS;
  }

  /// Whoever asked for a later moment may have made it free before its time.
  private boolean isInTime(Cab cab, RideRequest booking, Instant at) {
    var off = cab.freeAt().isAfter(at) ? cab.freeAt() : at;
    var miles = cab.place().milesTo(booking.from()) * Demand.STREETS;
    return !off.plus(itinerary.time(miles, off, 1)).isAfter(booking.pickup().time());
  }

  /// The store has said whether the cab has the trip that was offered to it.
  void answered(Cab cab) {
    lock.lock();
    try {
      cab.isAnswered();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// No trip ends while another is being offered to its cab: the store, which knows nothing of the
  /// city's time, would else let the driver have the one after the other, though they overlap.
  void awaitAnswers(Cab cab) throws InterruptedException {
    lock.lock();
    try {
      while (cab.openOffers() > 0) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The store gave it a trip.
  ///
  /// @param free when that will be over, `place` where
  void took(Cab cab, Location place, Instant free) {
    move(cab, Cab.State.TAKEN, place, free);
  }

  /// Its trip is over.
  void freed(Cab cab, TripKey trip, Instant free) {
    lock.lock();
    try {
      cab.hasEnded(trip);
      move(cab, Cab.State.SOON_FREE, cab.place(), free);
    } finally {
      lock.unlock();
    }
  }

  /// The store says that it has another trip: one that another rider of ours has just got, or one
  /// of somebody else's. Then it is seen again later.
  void isBusyElsewhere(Cab cab, Instant at) {
    lock.lock();
    try {
      if (cab.state() == Cab.State.FREE) {
        move(cab, Cab.State.SOON_FREE, cab.place(), at.plus(BUSY_ELSEWHERE));
      }
    } finally {
      lock.unlock();
    }
  }

  private void move(Cab cab, Cab.State state, Location place, Instant free) {
    lock.lock();
    try {
      switch (cab.state()) {
        case FREE -> grid.remove(cab);
        case SOON_FREE -> soonFree.remove(cab);
        case TAKEN -> taken.remove(cab);
      }
      cab.is(state, place, free);
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

  /// Nobody gets a cab any more, nor waits for one.
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
