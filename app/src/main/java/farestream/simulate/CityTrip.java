package farestream.simulate;

import farestream.booking.TripAcceptance;
import farestream.booking.TripBooking;
import farestream.booking.TripCancellation;
import farestream.booking.TripCompletion;
import farestream.booking.TripItem;
import farestream.simulate.CityStatistics.Event;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Runs trips from the booking to their end, each on a thread of its own, by the city's clock. A
/// trip that an earlier run with the same seed left unfinished is resumed.
final class CityTrip {
  private final TripStore store;
  private final Fleet fleet;
  private final CityClock clock;
  private final CityStatistics counts;
  private final LedgerFollower follower;

  CityTrip(
      TripStore store,
      Fleet fleet,
      CityClock clock,
      CityStatistics counts,
      LedgerFollower follower) {
    this.store = store;
    this.fleet = fleet;
    this.clock = clock;
    this.counts = counts;
    this.follower = follower;
  }

  void run(RideRequest booking) throws InterruptedException {
    var began = System.nanoTime();
    switch (store.book(booking)) {
      case TripBooking.Outcome.Booked(_) -> {
        counts.add(Event.BOOKED);
        seekCab(booking, began);
      }
      case TripBooking.Outcome.AlreadyExists(var item) -> resume(booking, item, began);
    }
  }

  private void resume(RideRequest booking, TripItem item, long began) throws InterruptedException {
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

  private void seekCab(RideRequest booking, long began) throws InterruptedException {
    if (booking.fate() == RideRequest.Fate.CALLED_OFF_BEFORE_ACCEPTED) {
      cancel(booking, Event.CALLED_OFF, "called off", booking.bookedAt());
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

  private void noCab(RideRequest booking) {
    if (clock.isStopped()) {
      cancel(booking, Event.CALLED_OFF_BY_THE_STOP, "stopped", booking.bookedAt());
    } else {
      cancel(booking, Event.NO_CAB, "no cab came", booking.pickup().time());
    }
  }

  /// The outcome of offering a trip to one cab or to two at once.
  private sealed interface Offered {
    record Won(Cab cab) implements Offered {}

    /// The trip isn't available any more.
    record Gone() implements Offered {}

    /// Each driver had another trip.
    record Refused() implements Offered {}
  }

  private Offered offer(RideRequest booking, Cab cab, Set<Cab> tried) {
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

  private Offered accept(RideRequest booking, Cab cab) {
    try {
      return switch (store.accept(booking, cab)) {
        case TripAcceptance.Outcome.Accepted() -> {
          fleet.assign(cab, booking.endsAt(), booking.over());
          yield new Offered.Won(cab);
        }
        case TripAcceptance.Outcome.DriverIsBusy(_) -> {
          counts.add(Event.RACE_FOR_DRIVER);
          fleet.markBusyElsewhere(cab, booking.bookedAt());
          yield new Offered.Refused();
        }
        case TripAcceptance.Outcome.Taken(_) -> new Offered.Gone();
        case TripAcceptance.Outcome.NotFound(_) -> new Offered.Gone();
      };
    } finally {
      fleet.endOffer(cab);
    }
  }

  private void ride(RideRequest booking, Cab cab, long began) throws InterruptedException {
    counts.add(Event.ACCEPTED);
    clock.until(booking.over());
    fleet.awaitOffers(cab);
    end(booking, cab.driver().id(), began);
    counts.add(Event.ENDED);
    fleet.release(cab, booking.key());
  }

  /// Completes or cancels an accepted trip as planned.
  private void end(RideRequest booking, long driver, long began) {
    switch (booking.fate()) {
      case RIDES -> complete(booking, driver, began);
      case NO_SHOW -> cancel(booking, Event.NO_SHOW, "no-show", booking.over());
      case CALLED_OFF_BEFORE_ACCEPTED, CALLED_OFF_AFTER_ACCEPTED ->
          cancel(booking, Event.CALLED_OFF, "called off", booking.over());
    }
  }

  private void complete(RideRequest booking, long driver, long began) {
    switch (store.complete(booking, driver)) {
      case TripCompletion.Outcome.Completed(_) -> {
        counts.add(Event.COMPLETED);
        follower.completed(booking.key(), began, System.nanoTime());
      }
      case TripCompletion.Outcome.WrongStatus(_) -> counts.add(Event.TAKEN_OVER);
      case TripCompletion.Outcome.WrongDriver(_) -> counts.add(Event.TAKEN_OVER);
      case TripCompletion.Outcome.NotFound(_) -> counts.add(Event.TAKEN_OVER);
    }
  }

  private void cancel(RideRequest booking, Event event, String reason, Instant at) {
    switch (store.cancel(booking, reason, at)) {
      case TripCancellation.Outcome.Cancelled(_) -> counts.add(event);
      case TripCancellation.Outcome.NotFound(_) -> counts.add(Event.TAKEN_OVER);
      case TripCancellation.Outcome.Over(_) -> counts.add(Event.TAKEN_OVER);
    }
  }
}
