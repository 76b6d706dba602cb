package farestream.city;

import farestream.booking.Accept;
import farestream.booking.Book;
import farestream.booking.Cancel;
import farestream.booking.Complete;
import farestream.booking.TripItem;
import farestream.city.Counts.Event;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Takes bookings through their lives, each on a thread of its own, in the city's time. What an
/// earlier run with the same seed has left half-way is carried on with.
final class CityTrip {
  private final Store store;
  private final Fleet fleet;
  private final CityClock clock;
  private final Counts counts;
  private final LedgerFollower follower;

  CityTrip(Store store, Fleet fleet, CityClock clock, Counts counts, LedgerFollower follower) {
    this.store = store;
    this.fleet = fleet;
    this.clock = clock;
    this.counts = counts;
    this.follower = follower;
  }

  void run(Booking booking) throws InterruptedException {
    var began = System.nanoTime();
    switch (store.book(booking)) {
      case Book.Outcome.Booked(_) -> {
        counts.add(Event.BOOKED);
        seekCab(booking, began);
      }
      case Book.Outcome.AlreadyThere(var item) -> goOn(booking, item, began);
    }
  }

  private void goOn(Booking booking, TripItem item, long began) throws InterruptedException {
    if (item.status().isEmpty()) {
      counts.add(Event.TAKEN_OVER);
      return;
    }
    switch (item.status().get()) {
      case BOOKED -> {
        counts.add(Event.ALREADY_BOOKED);
        seekCab(booking, began);
      }
      case IN_PROGRESS -> {
        counts.add(Event.ALREADY_BOOKED);
        end(booking, item.driverId().orElse(0L), began);
      }
      case COMPLETED, CANCELLED -> counts.add(Event.ALREADY_OVER);
    }
  }

  private void seekCab(Booking booking, long began) throws InterruptedException {
    if (booking.fate() == Booking.Fate.CALLED_OFF_BEFORE_ACCEPTED) {
      cancel(booking, Event.CALLED_OFF, "rider", "called off", booking.bookedAt());
      return;
    }
    var tried = new HashSet<Cab>();
    while (true) {
      var nearest = fleet.nearest(booking, tried);
      if (nearest.isEmpty()) {
        noCab(booking);
        return;
      }
      switch (offer(booking, nearest.get(), tried)) {
        case Offered.Won(var cab) -> {
          ride(booking, cab, began);
          return;
        }
        case Offered.Gone() -> {
          counts.add(Event.TAKEN_OVER);
          return;
        }
        case Offered.Refused() -> {}
      }
    }
  }

  private void noCab(Booking booking) {
    if (clock.isStopped()) {
      cancel(booking, Event.CALLED_OFF_BY_THE_STOP, "simulation", "stopped", booking.bookedAt());
    } else {
      cancel(booking, Event.NO_CAB, "rider", "no cab came", booking.pickup().time());
    }
  }

  /// What came of offering a trip to those who are near.
  private sealed interface Offered {
    record Won(Cab cab) implements Offered {}

    /// It is no longer to be had, by nobody of ours.
    record Gone() implements Offered {}

    /// Each had another trip.
    record Refused() implements Offered {}
  }

  private Offered offer(Booking booking, Cab cab, Set<Cab> tried) {
    var rival = booking.contested() ? fleet.rival(booking, cab) : Optional.<Cab>empty();
    var other =
        rival.map(
            second ->
                CompletableFuture.supplyAsync(
                    () -> accept(booking, second), Thread::startVirtualThread));
    var outcome = accept(booking, cab);
    tried.add(cab);
    if (other.isEmpty()) {
      return outcome;
    }
    var others = other.get().join();
    tried.add(rival.orElseThrow());
    if (outcome instanceof Offered.Won || others instanceof Offered.Won) {
      if (outcome instanceof Offered.Gone || others instanceof Offered.Gone) {
        counts.add(Event.RACE_FOR_TRIP);
      }
      return outcome instanceof Offered.Won ? outcome : others;
    }
    return outcome instanceof Offered.Gone ? outcome : others;
  }

  private Offered accept(Booking booking, Cab cab) {
    try {
      return switch (store.accept(booking, cab)) {
        case Accept.Outcome.Accepted() -> {
          fleet.took(cab, booking.endsAt(), booking.over());
          yield new Offered.Won(cab);
        }
        case Accept.Outcome.DriverIsBusy(_) -> {
          counts.add(Event.RACE_FOR_DRIVER);
          fleet.isBusyElsewhere(cab, booking.bookedAt());
          yield new Offered.Refused();
        }
        case Accept.Outcome.Taken(_) -> new Offered.Gone();
        case Accept.Outcome.NotFound(_) -> new Offered.Gone();
      };
    } finally {
      fleet.answered(cab);
    }
  }

  private void ride(Booking booking, Cab cab, long began) throws InterruptedException {
    counts.add(Event.ACCEPTED);
    var over = booking.over();
    clock.until(over);
    fleet.awaitAnswers(cab);
    end(booking, cab.driver().id(), began);
    counts.add(Event.ENDED);
    fleet.freed(cab, booking.key(), over);
  }

  /// As the plan has it, once it was accepted.
  private void end(Booking booking, long driver, long began) {
    switch (booking.fate()) {
      case RIDES -> complete(booking, driver, began);
      case NO_SHOW -> cancel(booking, Event.NO_SHOW, "driver", "no-show", booking.over());
      case CALLED_OFF_BEFORE_ACCEPTED, CALLED_OFF_AFTER_ACCEPTED ->
          cancel(booking, Event.CALLED_OFF, "rider", "called off", booking.over());
    }
  }

  private void complete(Booking booking, long driver, long began) {
    switch (store.complete(booking, driver)) {
      case Complete.Outcome.Completed(_) -> {
        counts.add(Event.COMPLETED);
        follower.completed(booking.key(), began, System.nanoTime());
      }
      case Complete.Outcome.WrongStatus(_) -> counts.add(Event.TAKEN_OVER);
      case Complete.Outcome.WrongDriver(_) -> counts.add(Event.TAKEN_OVER);
      case Complete.Outcome.NotFound(_) -> counts.add(Event.TAKEN_OVER);
    }
  }

  private void cancel(Booking booking, Event event, String by, String reason, Instant at) {
    switch (store.cancel(booking, by, reason, at)) {
      case Cancel.Outcome.Cancelled(_) -> counts.add(event);
      case Cancel.Outcome.NotFound(_) -> counts.add(Event.TAKEN_OVER);
      case Cancel.Outcome.Over(_) -> counts.add(Event.TAKEN_OVER);
    }
  }
}
