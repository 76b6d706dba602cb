package farestream.simulate;

import farestream.trip.Stop;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/// A point in the city, in degrees.
record Location(double longitude, double latitude) {
  /// At New York's latitude, with an earth's radius of 3,959 miles.
  static final double MILES_PER_DEGREE_NORTH = 69.1;

  static final double MILES_PER_DEGREE_EAST = 52.3;
  private static final int DECIMALS = 6;

  /// Returns the distance as the crow flies, in miles. It ignores the earth's curvature, which is
  /// accurate enough for a city.
  double milesTo(Location other) {
    return Math.hypot(
        (longitude - other.longitude) * MILES_PER_DEGREE_EAST,
        (latitude - other.latitude) * MILES_PER_DEGREE_NORTH);
  }

  Stop at(Instant time, long zone) {
    return new Stop(time, degrees(longitude), degrees(latitude), Optional.of(zone));
  }

  private static Optional<BigDecimal> degrees(double value) {
    return Optional.of(BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP));
  }
}
