package farestream.tariff;

import farestream.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// Builds rides for tests and quotes them.
final class Rides {
  static final Tariff TARIFF = new Tariff();
  static final int JFK = 132;
  static final int LAGUARDIA = 138;
  static final int NEWARK = 1;
  static final int MIDTOWN = 161;
  static final int UPPER_EAST_SIDE = 236;
  static final int HARLEM = 41;
  static final int ASTORIA = 7;
  static final int OUTSIDE = 265;

  private Rides() {}

  static Zone zone(int number) {
    return Zones.all().numbered(number).orElseThrow();
  }

  /// Returns a ride within Queens, where no fee is due, at noon on a Wednesday.
  static Journey ride(String miles, String minutes, String slowMinutes) {
    return new Journey(
        at("2019-03-20T12:00"),
        zone(ASTORIA),
        zone(ASTORIA),
        CabType.YELLOW,
        new BigDecimal(miles),
        minutes(minutes),
        minutes(slowMinutes),
        Optional.empty(),
        Journey.Beyond.NONE,
        Optional.empty(),
        true);
  }

  static Journey ride(int from, int to) {
    return between(ride("3", "15", "0"), from, to);
  }

  static Journey between(Journey ride, int from, int to) {
    return new Journey(
        ride.pickupTime(),
        zone(from),
        zone(to),
        ride.cab(),
        ride.miles(),
        ride.time(),
        ride.slowTime(),
        ride.rateCode(),
        ride.beyond(),
        ride.agreedFare(),
        ride.hailed());
  }

  static Journey at(Journey ride, Instant time) {
    return new Journey(
        time,
        ride.pickup(),
        ride.dropoff(),
        ride.cab(),
        ride.miles(),
        ride.time(),
        ride.slowTime(),
        ride.rateCode(),
        ride.beyond(),
        ride.agreedFare(),
        ride.hailed());
  }

  static Journey green(Journey ride) {
    return new Journey(
        ride.pickupTime(),
        ride.pickup(),
        ride.dropoff(),
        CabType.GREEN,
        ride.miles(),
        ride.time(),
        ride.slowTime(),
        ride.rateCode(),
        ride.beyond(),
        ride.agreedFare(),
        ride.hailed());
  }

  static Journey agreed(Journey ride, RateCode code, String fare, boolean hailed) {
    return new Journey(
        ride.pickupTime(),
        ride.pickup(),
        ride.dropoff(),
        ride.cab(),
        ride.miles(),
        ride.time(),
        ride.slowTime(),
        Optional.of(code),
        ride.beyond(),
        Optional.of(Money.of(fare)),
        hailed);
  }

  static Instant at(String cityTime) {
    return LocalDateTime.parse(cityTime).atZone(Tariff.CITY).toInstant();
  }

  static Duration minutes(String minutes) {
    return Duration.ofNanos(
        new BigDecimal(minutes).multiply(BigDecimal.valueOf(60_000_000_000L)).longValue());
  }

  static Quote quote(Journey ride) {
    return switch (TARIFF.quote(ride)) {
      case Tariff.Outcome.Quoted(var quote) -> quote;
      case Tariff.Outcome.Refused(var reason) -> throw new AssertionError(reason);
    };
  }

  static String refusal(Journey ride) {
    return switch (TARIFF.quote(ride)) {
      case Tariff.Outcome.Quoted(var quote) -> throw new AssertionError(quote);
      case Tariff.Outcome.Refused(var reason) -> reason;
    };
  }

  static String amount(Journey ride, Part part) {
    return quote(ride).amount(part).toString();
  }

  static List<String> names(Journey ride) {
    return quote(ride).lines().stream().map(QuoteLine::name).toList();
  }
}
