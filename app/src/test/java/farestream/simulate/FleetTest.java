package farestream.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final CityPlan PLAN = new CityPlan(3, 200, Duration.ofHours(2), 100, 0);

  @Property(tries = 100)
  void the_grid_finds_the_same_cab_as_a_search_of_all(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    var grid = new Grid();
    var cabs = new ArrayList<Cab>();
    for (var index = 0; index < 60; index++) {
      var cab = new Cab(index, somewhere(random), CityPlan.START);
      cabs.add(cab);
      grid.add(cab);
    }
    var gone = cabs.remove(random.nextInt(cabs.size()));
    grid.remove(gone);
    var to = somewhere(random);
    var miles = random.nextDouble(0.1, 12);
    var expected =
        cabs.stream()
            .filter(cab -> to.milesTo(cab.location()) <= miles)
            .min(Comparator.comparingDouble(cab -> to.milesTo(cab.location())));
    assertThat(grid.nearest(to, miles, _ -> true)).isEqualTo(expected);
  }

  private static Location somewhere(SplittableRandom random) {
    return new Location(random.nextDouble(-74.25, -73.65), random.nextDouble(40.45, 40.95));
  }

  @Test
  void a_cab_that_is_taken_is_proposed_to_nobody_until_it_is_free_and_can_be_in_time()
      throws Exception {
    var fleet = new Fleet(Demand.load(), 1, 1, CityPlan.START.minus(Duration.ofDays(1)));
    var booking = reachable(fleet);
    var cab = fleet.nearest(booking, Set.of()).orElseThrow();
    fleet.endOffer(cab);
    assertThat(fleet.nearest(booking, Set.of(cab))).isEmpty();
    assertThat(fleet.nearest(booking, Set.of())).contains(cab);
    fleet.assign(cab, booking.from(), booking.pickup().time().plusSeconds(1));
    fleet.endOffer(cab);
    assertThat(fleet.nearest(booking, Set.of())).isEmpty();
    fleet.release(cab, booking.key());
    assertThat(fleet.nearest(booking, Set.of())).isEmpty();
  }

  @Test
  void a_trip_that_is_called_off_before_its_cab_is_free_does_not_free_it() throws Exception {
    var fleet = new Fleet(Demand.load(), 1, 1, CityPlan.START.minus(Duration.ofDays(1)));
    var booking = reachable(fleet);
    var cab = fleet.nearest(booking, Set.of()).orElseThrow();
    var free = booking.pickup().time();
    fleet.assign(cab, booking.to(), free);
    fleet.release(cab, booking.key());
    fleet.assign(cab, booking.from(), free.minusSeconds(60));
    fleet.release(cab, booking.key());
    assertThat(cab.freeAt()).isEqualTo(free);
    assertThat(cab.location()).isEqualTo(booking.to());
    fleet.assign(cab, booking.from(), free.plusSeconds(60));
    assertThat(cab.freeAt()).isEqualTo(free.plusSeconds(60));
    assertThat(cab.location()).isEqualTo(booking.from());
  }

  @Test
  void a_rider_waits_for_a_cab_that_will_be_free_in_time() throws Exception {
    var fleet = new Fleet(Demand.load(), 1, 1, CityPlan.START.minus(Duration.ofDays(1)));
    var booking = reachable(fleet);
    var cab = fleet.nearest(booking, Set.of()).orElseThrow();
    fleet.assign(cab, booking.from(), booking.bookedAt().plusSeconds(60));
    fleet.endOffer(cab);
    var got = new ArrayList<Optional<Cab>>();
    var rider = Thread.startVirtualThread(() -> got.add(nearest(fleet, booking)));
    awaitWaiting(rider);
    assertThat(got).isEmpty();
    fleet.release(cab, booking.key());
    rider.join();
    assertThat(got).isEqualTo(List.of(Optional.of(cab)));
    fleet.endOffer(cab);
    fleet.stop();
    assertThat(fleet.nearest(booking, Set.of())).isEmpty();
  }

  @Test
  void a_cab_gets_an_offer_only_after_it_has_answered_the_previous_one() throws Exception {
    var fleet = new Fleet(Demand.load(), 1, 1, CityPlan.START.minus(Duration.ofDays(1)));
    var booking = reachable(fleet);
    var cab = fleet.nearest(booking, Set.of()).orElseThrow();
    var got = new ArrayList<Optional<Cab>>();
    var rider = Thread.startVirtualThread(() -> got.add(nearest(fleet, booking)));
    awaitWaiting(rider);
    assertThat(got).isEmpty();
    fleet.endOffer(cab);
    rider.join();
    assertThat(got).isEqualTo(List.of(Optional.of(cab)));
  }

  @Test
  void a_trip_does_not_end_while_another_is_offered_to_its_cab() throws Exception {
    var fleet = new Fleet(Demand.load(), 1, 1, CityPlan.START.minus(Duration.ofDays(1)));
    var cab = fleet.nearest(reachable(fleet), Set.of()).orElseThrow();
    var trip = Thread.startVirtualThread(() -> awaitOffers(fleet, cab));
    awaitWaiting(trip);
    fleet.endOffer(cab);
    trip.join();
    assertThat(cab.openOffers()).isZero();
  }

  private static void awaitOffers(Fleet fleet, Cab cab) {
    try {
      fleet.awaitOffers(cab);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  private static Optional<Cab> nearest(Fleet fleet, RideRequest booking) {
    try {
      return fleet.nearest(booking, Set.of());
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /// Returns a booking whose rider the only cab can reach in time.
  private static RideRequest reachable(Fleet fleet) throws InterruptedException {
    var pass = PLAN.pass();
    for (var next = pass.next(); next.isPresent(); next = pass.next()) {
      var cab = fleet.nearest(next.get(), Set.of());
      if (cab.isPresent()) {
        fleet.endOffer(cab.get());
        return next.get();
      }
    }
    throw new AssertionError("nobody is near the cab");
  }
}
