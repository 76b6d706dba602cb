package farestream.city;

import farestream.booking.Accept;
import farestream.booking.Book;
import farestream.booking.Cancel;
import farestream.booking.Complete;
import farestream.booking.TripsTable;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// The steps of a trip's life in the trips table, timed, and so many at once. Thread-safe.
final class Store {
  /// The local DynamoDB commits in groups what waits together; with more requests at once nothing
  /// is done sooner, and all that grows is the time that each one waits.
  static final int AT_ONCE = 16;

  private final TripsTable table;
  private final Latencies latencies;
  private final Semaphore free = new Semaphore(AT_ONCE);

  Store(TripsTable table, Latencies latencies) {
    this.table = table;
    this.latencies = latencies;
  }

  Book.Outcome book(Booking booking) {
    return timed(
        Latencies.Step.BOOK,
        () -> Book.run(table, booking.rider(), booking.pickup().time(), booking.number()));
  }

  Accept.Outcome accept(Booking booking, Cab cab) {
    return timed(
        Latencies.Step.ACCEPT,
        () ->
            Accept.run(
                table,
                booking.key(),
                cab.driver(),
                booking.pickup(),
                booking.ride(),
                cab.lastTrip()));
  }

  Complete.Outcome complete(Booking booking, long driver) {
    return timed(
        Latencies.Step.COMPLETE,
        () ->
            Complete.run(
                table, booking.key(), driver, booking.dropoff(), booking.ride(), booking.fare()));
  }

  Cancel.Outcome cancel(Booking booking, String by, String reason, Instant at) {
    return timed(
        Latencies.Step.CANCEL, () -> Cancel.run(table, booking.key(), by, Optional.of(reason), at));
  }

  private <T> T timed(Latencies.Step step, Supplier<T> request) {
    free.acquireUninterruptibly();
    try {
      var began = System.nanoTime();
      var outcome = request.get();
      latencies.add(step, System.nanoTime() - began);
      return outcome;
    } finally {
      free.release();
    }
  }
}
