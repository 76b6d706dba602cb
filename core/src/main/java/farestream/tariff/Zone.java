package farestream.tariff;

import java.util.Optional;

/// One of the TLC's taxi zones.
///
/// @param number the TLC's LocationID
/// @param airport absent if the zone isn't an airport
/// @param manhattan the part of Manhattan; absent if the zone is elsewhere
/// @param centre the centroid of its area; absent for [#UNKNOWN] and [#OUTSIDE]
public record Zone(
    int number,
    String name,
    String borough,
    Optional<Airport> airport,
    Optional<ManhattanPart> manhattan,
    Optional<Point> centre) {

  /// The number of an unrecorded location, which counts as in the city.
  public static final int UNKNOWN = 264;

  /// The number of a location outside the city.
  public static final int OUTSIDE = 265;

  boolean is(Airport other) {
    return airport.isPresent() && airport.get() == other;
  }

  boolean isIn(ManhattanPart part) {
    return manhattan.isPresent() && manhattan.get() == part;
  }

  boolean isInManhattan() {
    return manhattan.isPresent();
  }

  boolean isInTheCity() {
    return number != OUTSIDE && !is(Airport.EWR);
  }

  @Override
  public String toString() {
    return number + " " + name;
  }
}
