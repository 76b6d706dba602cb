package farestream.simulate;

import farestream.money.Money;
import farestream.tariff.CabType;
import farestream.tariff.Journey;
import farestream.tariff.Quote;
import farestream.tariff.SlowTime;
import farestream.tariff.Tariff;
import farestream.trip.Fare;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/// Computes a ride's distance, its time, and its fare by the tariff. Immutable.
final class Itinerary {
  private static final double LEAST_MILES = 0.2;
  private static final double SECONDS_PER_HOUR = 3_600;
  private static final long SHORTEST_SECONDS = 60;

  private final Demand demand;
  private final Tariff tariff = new Tariff();

  Itinerary(Demand demand) {
    this.demand = demand;
  }

  /// Returns the distance by street in miles, with two decimals, at least 0.2.
  BigDecimal miles(Location from, Location to) {
    var miles = Math.max(LEAST_MILES, from.milesTo(to) * Demand.STREET_FACTOR);
    return BigDecimal.valueOf(miles).setScale(2, RoundingMode.HALF_UP);
  }

  /// Returns the mean speed at a time.
  double milesPerHour(Instant at) {
    return demand.milesPerHour(at.atZone(Tariff.CITY).getHour());
  }

  /// Returns the time that a ride takes, at least a minute.
  ///
  /// @param pace 1 for the hour's mean speed, more for a slower ride
  Duration time(double miles, Instant at, double pace) {
    var seconds = miles / milesPerHour(at) * SECONDS_PER_HOUR * pace;
    return Duration.ofSeconds(Math.max(SHORTEST_SECONDS, Math.round(seconds)));
  }

  /// Returns the fare without tip and tolls.
  ///
  /// @param from the zone of the pick-up
  /// @param to the zone of the drop-off
  Quote quote(Instant pickup, int from, int to, BigDecimal miles, Duration time) {
    var journey =
        Journey.hailed(
            pickup,
            Demand.zone(from),
            Demand.zone(to),
            CabType.YELLOW,
            miles,
            time,
            SlowTime.assumed(miles, time));
    return switch (tariff.quote(journey)) {
      case Tariff.Outcome.Quoted(var quote) -> quote;
      case Tariff.Outcome.Refused(var reason) -> throw new IllegalStateException(reason);
    };
  }

  /// Adds a tip to a fare.
  ///
  /// @param percent the tip in percent of the total without it
  static Fare withTip(Fare fare, int percent) {
    var tip = fare.total().part(BigDecimal.valueOf(percent, 2));
    return new Fare(
        fare.meter(),
        fare.extra(),
        fare.mtaTax(),
        tip,
        Money.ZERO,
        Money.ZERO,
        fare.improvementSurcharge(),
        fare.congestionSurcharge(),
        fare.airportFee(),
        fare.cbdCongestionFee(),
        Money.ZERO,
        fare.total().plus(tip));
  }
}
