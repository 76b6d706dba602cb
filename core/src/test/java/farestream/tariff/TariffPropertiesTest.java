package farestream.tariff;

import static farestream.tariff.Rides.quote;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TariffPropertiesTest {
  private static final long FIRST = Rides.at("2012-09-04T00:00").getEpochSecond();
  private static final long LAST = Rides.at("2030-01-01T00:00").getEpochSecond();

  @Property
  void no_line_is_negative_and_the_lines_are_the_total(@ForAll("rides") Journey ride) {
    var quote = quote(ride);
    assertThat(quote.lines()).noneMatch(line -> line.amount().isNegative());
    assertThat(Money.sum(quote.lines().stream().map(QuoteLine::amount).toList()))
        .isEqualTo(quote.total());
    assertThat(Money.sum(Arrays.stream(Part.values()).map(quote::amount).toList()))
        .isEqualTo(quote.total());
    assertThat(quote.fare().sumOfParts()).isEqualTo(quote.total());
    assertThat(quote.fare().total()).isEqualTo(quote.total());
  }

  @Property
  void farther_is_never_cheaper(
      @ForAll("rides") Journey ride, @ForAll @IntRange(max = 50_000) int thousandths) {
    var farther =
        new Journey(
            ride.pickupTime(),
            ride.pickup(),
            ride.dropoff(),
            ride.cab(),
            ride.miles().add(BigDecimal.valueOf(thousandths, 3)),
            ride.time(),
            ride.slowTime(),
            ride.rateCode(),
            ride.beyond(),
            ride.agreedFare(),
            ride.hailed());
    assertThat(quote(farther).total()).isGreaterThanOrEqualTo(quote(ride).total());
  }

  @Property
  void slower_is_never_cheaper_and_bounded_by_the_least_and_the_most(
      @ForAll("rides") Journey ride, @ForAll @IntRange(max = 100) int percent) {
    var part = ride.time().multipliedBy(percent).dividedBy(100);
    var least = SlowTime.least(ride.miles(), ride.time());
    var slow = part.compareTo(least) < 0 ? least : part;
    var total = quote(ride.withSlowTime(slow)).total();
    assertThat(total).isGreaterThanOrEqualTo(quote(ride.withSlowTime(least)).total());
    assertThat(total).isLessThanOrEqualTo(quote(ride.withSlowTime(ride.time())).total());
  }

  @Property
  void more_slow_time_is_never_cheaper(
      @ForAll("rides") Journey ride, @ForAll @IntRange(max = 3_600) int seconds) {
    var longer =
        new Journey(
            ride.pickupTime(),
            ride.pickup(),
            ride.dropoff(),
            ride.cab(),
            ride.miles(),
            ride.time().plusSeconds(seconds),
            ride.slowTime().plusSeconds(seconds),
            ride.rateCode(),
            ride.beyond(),
            ride.agreedFare(),
            ride.hailed());
    assertThat(quote(longer).total()).isGreaterThanOrEqualTo(quote(ride).total());
  }

  /// Simulates the meter minute by minute at random speeds: it charges distance from 12 miles an
  /// hour on, and time below.
  @Property
  void no_ride_costs_less_than_the_least_or_more_than_the_most(
      @ForAll java.util.List<@IntRange(max = 70) Integer> milesPerHour) {
    var miles = BigDecimal.ZERO;
    var metered = BigDecimal.ZERO;
    var slow = 0;
    for (var speed : milesPerHour) {
      var driven =
          BigDecimal.valueOf(speed).divide(BigDecimal.valueOf(60), 9, java.math.RoundingMode.DOWN);
      miles = miles.add(driven);
      if (speed >= 12) {
        metered = metered.add(driven);
      } else {
        slow++;
      }
    }
    var time = Duration.ofMinutes(milesPerHour.size());
    var real = Rides.ride("0", "0", "0");
    var fare = quote(of(real, metered, time, Duration.ofMinutes(slow))).total();
    var whole = of(real, miles, time, Duration.ZERO);
    // Rounding miles to nine decimals can change the count by one unit.
    assertThat(fare.plus(Money.of("0.50")))
        .isGreaterThanOrEqualTo(quote(whole.withSlowTime(SlowTime.least(miles, time))).total());
    assertThat(fare).isLessThanOrEqualTo(quote(whole.withSlowTime(time)).total());
  }

  @Property
  void the_same_ride_is_the_same_quote(@ForAll("rides") Journey ride) {
    assertThat(new Tariff().quote(ride)).isEqualTo(Rides.TARIFF.quote(ride));
  }

  private static Journey of(Journey ride, BigDecimal miles, Duration time, Duration slow) {
    return Journey.hailed(
        ride.pickupTime(), ride.pickup(), ride.dropoff(), ride.cab(), miles, time, slow);
  }

  @Provide
  static Arbitrary<Journey> rides() {
    var zones = Arbitraries.of(Zones.all().list());
    var miles = Arbitraries.integers().between(0, 60_000).map(n -> BigDecimal.valueOf(n, 3));
    var rateCodes =
        Arbitraries.of(
                RateCode.STANDARD, RateCode.JFK, RateCode.NEWARK, RateCode.NASSAU_OR_WESTCHESTER)
            .optional();
    return Combinators.combine(
            Arbitraries.longs().between(FIRST, LAST),
            zones,
            zones,
            Arbitraries.of(CabType.class),
            miles,
            Arbitraries.longs().between(0, 10_000),
            Arbitraries.integers().between(0, 100),
            rateCodes)
        .as(
            (second, from, to, cab, distance, seconds, percent, code) ->
                new Journey(
                    Instant.ofEpochSecond(second),
                    from,
                    to,
                    cab,
                    distance,
                    Duration.ofSeconds(seconds),
                    Duration.ofSeconds(seconds * percent / 100),
                    code,
                    Journey.Beyond.NONE,
                    Optional.empty(),
                    percent % 2 == 0));
  }
}
