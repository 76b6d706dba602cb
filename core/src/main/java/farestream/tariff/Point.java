package farestream.tariff;

/// A point in the city, in degrees; west and south are negative.
public record Point(double longitude, double latitude) {
  /// At New York's latitude, on a sphere with a radius of 3,959 miles.
  private static final double MILES_PER_DEGREE_NORTH = 69.1;

  private static final double MILES_PER_DEGREE_EAST = 52.3;

  /// Returns the straight-line distance on a plane, which is precise enough for a city.
  public double milesTo(Point other) {
    return Math.hypot(
        (longitude - other.longitude) * MILES_PER_DEGREE_EAST,
        (latitude - other.latitude) * MILES_PER_DEGREE_NORTH);
  }
}
