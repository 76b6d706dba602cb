package farestream.tariff;

import java.util.Optional;

/// One of the TLC's taxi zones.
///
/// @param number its LocationID
/// @param centre of its area; empty for the two numbers that are no places
public record Zone(
    int number,
    String name,
    String borough,
    Optional<Airport> airport,
    Optional<ManhattanPart> manhattan,
    Optional<Point> centre) {

  /// A place that the record doesn't tell; taken for one in the city.
  public static final int UNKNOWN = 264;

  /// A place outside the city.
  public static final int OUTSIDE = 265;

  boolean is(Airport wanted) {
    return airport.isPresent() && airport.get() == wanted;
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
