package farestream.booking;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import farestream.trip.Ride;
import farestream.trip.Stop;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;

class AcceptRaceTest {
  private static final int DRIVERS = 12;

  @RepeatedTest(5)
  void of_many_drivers_at_once_exactly_one_gets_the_trip() throws Exception {
    var table = TestInstance.running().config().tripsTable();
    var rider = Lab.rider(Lab.RIDER);
    var now = Instant.now();
    var number = (int) (System.nanoTime() % 10_000_000);
    assertThat(Book.run(table, rider, now, number)).isInstanceOf(Book.Outcome.Booked.class);
    var key = Book.key(rider, now, number);
    var stop = new Stop(now, Optional.empty(), Optional.empty(), Optional.empty());
    var ride =
        new Ride(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var barrier = new CyclicBarrier(DRIVERS);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes =
          threads
              .invokeAll(
                  LongStream.rangeClosed(1, DRIVERS)
                      .<Callable<Accept.Outcome>>mapToObj(
                          driver ->
                              () -> {
                                barrier.await();
                                return Accept.run(table, key, Lab.driver(driver), stop, ride);
                              })
                      .toList())
              .stream()
              .map(java.util.concurrent.Future::resultNow)
              .toList();

      var winner = table.find(key).orElseThrow().driverId();
      assertThat(outcomes).filteredOn(Accept.Outcome.Accepted.class::isInstance).hasSize(1);
      assertThat(outcomes)
          .filteredOn(Accept.Outcome.Taken.class::isInstance)
          .hasSize(DRIVERS - 1)
          .allSatisfy(
              taken ->
                  assertThat(((Accept.Outcome.Taken) taken).trip().driverId()).isEqualTo(winner));
    }
  }
}
