package farestream.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import farestream.reference.ReferenceTable;
import farestream.simulate.RideRequest.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CityPlanTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final CityPlan CITY = new CityPlan(7, 20_000, DAY, 2_000, 0.1);

  @Property(tries = 20)
  void the_same_seed_makes_the_same_bookings_whatever_the_threads(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int trips) throws Exception {
    var plan = new CityPlan(seed, trips, DAY, 100, 0.1);
    var alone = bookings(plan);
    try (var threads = Executors.newFixedThreadPool(4)) {
      var together =
          threads.invokeAll(
              List.<Callable<List<RideRequest>>>of(
                  () -> bookings(plan), () -> bookings(plan), () -> bookings(plan)));
      for (var other : together) {
        assertThat(other.get()).isEqualTo(alone);
      }
    }
  }

  @Test
  void another_seed_makes_other_bookings() {
    assertThat(bookings(new CityPlan(1, 5, DAY, 100, 0)))
        .doesNotContainAnyElementsOf(bookings(new CityPlan(2, 5, DAY, 100, 0)));
  }

  @Property(tries = 50)
  void bookings_come_in_the_order_of_time_within_the_duration(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5_000) int minutes) {
    var last = CityPlan.START;
    var duration = Duration.ofMinutes(minutes);
    for (var booking : bookings(new CityPlan(seed, 300, duration, 100, 0))) {
      assertThat(booking.pickup().time()).isBetween(last, CityPlan.START.plus(duration));
      last = booking.pickup().time();
    }
  }

  @Test
  void every_ride_moves_takes_time_and_costs_what_its_parts_add_up_to() {
    for (var booking : bookings(CITY)) {
      assertThat(booking.ride().distanceMiles().orElseThrow()).isPositive();
      assertThat(booking.dropoff().time()).isAfter(booking.pickup().time());
      assertThat(booking.fare().sumOfParts()).isEqualTo(booking.fare().total());
      assertThat(booking.fare().total().isPositive()).isTrue();
      assertThat(booking.fare().tip().isZero() || paysByCard(booking)).isTrue();
    }
  }

  private static boolean paysByCard(RideRequest booking) {
    return booking.ride().paymentType().orElseThrow() == 1;
  }

  @Test
  void zones_and_hours_have_the_shares_of_the_records() {
    var demand = Demand.load();
    var all = 0.0;
    for (var hour = 0; hour < Demand.HOURS; hour++) {
      all += demand.ridersIn(hour);
    }
    var byHour = new HashMap<Integer, Integer>();
    for (var booking : bookings(CITY)) {
      byHour.merge(
          booking.pickup().time().atZone(farestream.tariff.Tariff.CITY).getHour(), 1, Integer::sum);
    }
    for (var hour = 0; hour < Demand.HOURS; hour++) {
      assertThat(byHour.getOrDefault(hour, 0) / 20_000.0)
          .isCloseTo(demand.ridersIn(hour) / all, within(0.01));
    }
    assertThat(share(booking -> booking.pickup().zone().orElseThrow() == 132))
        .isCloseTo(share132(), within(0.005));
  }

  private static double share132() {
    var counts = new ArrayList<Long>();
    var ofAll = 0L;
    for (var row : ReferenceTable.rows(Demand.class, "pickups.csv", "zone,by_hour")) {
      var trips = 0L;
      for (var hour : row.get(1).split(" ", -1)) {
        trips += Long.parseLong(hour);
      }
      ofAll += trips;
      if (row.get(0).equals("132")) {
        counts.add(trips);
      }
    }
    return (double) counts.getFirst() / ofAll;
  }

  @Test
  void the_share_of_cancellations_and_no_shows_is_the_given_one() {
    assertThat(share(booking -> booking.fate() != Fate.RIDES)).isCloseTo(0.1, within(0.01));
    assertThat(share(booking -> booking.fate() == Fate.NO_SHOW)).isCloseTo(0.02, within(0.005));
    assertThat(bookings(new CityPlan(7, 500, DAY, 10, 0)))
        .allMatch(booking -> booking.fate() == Fate.RIDES);
    assertThat(bookings(new CityPlan(7, 500, DAY, 10, 1)))
        .noneMatch(booking -> booking.fate() == Fate.RIDES);
  }

  private static double share(Predicate<RideRequest> wanted) {
    return bookings(CITY).stream().filter(wanted).count() / 20_000.0;
  }

  private static List<RideRequest> bookings(CityPlan plan) {
    var bookings = new ArrayList<RideRequest>();
    var pass = plan.pass();
    for (var next = pass.next(); next.isPresent(); next = pass.next()) {
      bookings.add(next.get());
    }
    return bookings;
  }
}
