package farestream.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import farestream.booking.ReadRate;
import farestream.booking.TripItem;
import farestream.booking.TripLookup;
import farestream.config.Config;
import farestream.simulate.CityStatistics.Event;
import farestream.trip.TripKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class StoppedCityTest {
  private static final CityPlan PLAN = new CityPlan(501, 160, Duration.ofHours(2), 200, 0.1);
  private static final int DRIVERS = 8;

  private final Config config = TestInstance.running().config();

  /// A driver's time with a rider, or waiting for one, by the city's clock.
  private record Busy(TripKey trip, long driver, Instant from, Instant until) {}

  @Test
  void a_stopped_city_resumes_and_no_driver_has_two_trips_at_once() throws Exception {
    try (var city = city()) {
      var stop = Thread.startVirtualThread(() -> stopAfter(city, 60));
      city.run();
      stop.join();
      assertThat(city.begun()).isBetween(60L, PLAN.trips() - 1);
      assertThat(stoppedAt()).isEqualTo(city.time());
    }
    try (var city = city()) {
      city.run();
      assertThat(city.begun()).isEqualTo(PLAN.trips());
      assertThat(city.counts().of(Event.ALREADY_OVER)).isGreaterThanOrEqualTo(60);
      assertThat(city.latencies().of(Latencies.Step.BOOK).getTotalCount())
          .as("trips that are over aren't booked again")
          .isEqualTo(city.counts().of(Event.BOOKED));
    }
    var driven = driven();
    assertThat(driven).hasSizeGreaterThan(DRIVERS);
    for (var one : driven) {
      assertThat(driven)
          .filteredOn(
              other ->
                  !other.trip().equals(one.trip())
                      && other.driver() == one.driver()
                      && other.from().isBefore(one.until())
                      && one.from().isBefore(other.until()))
          .as(one.toString())
          .isEmpty();
    }
  }

  /// Returns the time at which the clock of a resumed city starts.
  private Instant stoppedAt() throws InterruptedException {
    var fleet = new Fleet(Demand.load(), DRIVERS, 1, CityPlan.START);
    return EarlierRun.find(config.tripsTable(), PLAN, fleet, () -> false).stoppedAt();
  }

  private City city() throws Exception {
    return City.of(config.tripsTable(), config.ledger(), PLAN, DRIVERS, Double.POSITIVE_INFINITY);
  }

  private static void stopAfter(City city, long booked) {
    while (city.counts().of(Event.BOOKED) < booked) {
      LockSupport.parkNanos(1_000_000);
    }
    city.stop();
  }

  private List<Busy> driven() throws InterruptedException {
    var lookup = new TripLookup(config.tripsTable(), ReadRate.unlimited());
    var pass = PLAN.pass();
    var driven = new ArrayList<Busy>();
    for (var next = pass.next(); next.isPresent(); next = pass.next()) {
      var booking = next.get();
      lookup.find(List.of(booking.key())).stream()
          .map(TripItem::driverId)
          .flatMap(Optional::stream)
          .map(driver -> new Busy(booking.key(), driver, booking.pickup().time(), booking.over()))
          .filter(busy -> busy.until().isAfter(busy.from()))
          .forEach(driven::add);
    }
    return driven;
  }
}
