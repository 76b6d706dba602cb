package farestream.tariff;

/// A point of the city, in degrees.
public record Point(double longitude, double latitude) {
  /// At New York's latitude, on a globe of 3,959 miles.
  private static final double MILES_PER_DEGREE_NORTH = 69.1;

  private static final double MILES_PER_DEGREE_EAST = 52.3;

  /// As the crow flies; flat, which is good enough for a city.
  public double milesTo(Point other) {
    return Math.hypot(
        (longitude - other.longitude) * MILES_PER_DEGREE_EAST,
        (latitude - other.latitude) * MILES_PER_DEGREE_NORTH);
  }
}
