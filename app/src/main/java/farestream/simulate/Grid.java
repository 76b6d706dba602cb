package farestream.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A spatial index of the free cabs: squares of a hundredth of a degree, of which a search visits
/// only the near ones. Not thread-safe.
final class Grid {
  private static final double SQUARES_PER_DEGREE = 100;
  private static final double WEST = -74.3;
  private static final double SOUTH = 40.4;
  private static final int COLUMNS = 70;
  private static final int ROWS = 60;

  /// The shorter side of a square, in miles.
  private static final double MILES_PER_SQUARE =
      Location.MILES_PER_DEGREE_EAST / SQUARES_PER_DEGREE;

  private final List<List<Cab>> squares = new ArrayList<>(COLUMNS * ROWS);

  Grid() {
    for (var square = 0; square < COLUMNS * ROWS; square++) {
      squares.add(new ArrayList<>(0));
    }
  }

  void add(Cab cab) {
    square(column(cab.location()), row(cab.location())).add(cab);
  }

  void remove(Cab cab) {
    square(column(cab.location()), row(cab.location())).remove(cab);
  }

  /// Returns the nearest cab that satisfies a condition; absent if there is none.
  ///
  /// @param miles the greatest distance, as the crow flies
  Optional<Cab> nearest(Location to, double miles, Predicate<Cab> wanted) {
    var column = column(to);
    var row = row(to);
    var best = Optional.<Cab>empty();
    var within = miles;
    // A cab in the nth ring of squares is at least n - 1 squares away.
    for (var ring = 0; (ring - 1) * MILES_PER_SQUARE <= within; ring++) {
      for (var square : ring(column, row, ring)) {
        for (var cab : square) {
          var distance = to.milesTo(cab.location());
          if (distance <= within && wanted.test(cab)) {
            best = Optional.of(cab);
            within = distance;
          }
        }
      }
    }
    return best;
  }

  /// Returns the squares of a ring that contain cabs.
  private List<List<Cab>> ring(int column, int row, int ring) {
    var found = new ArrayList<List<Cab>>();
    for (var y = Math.max(0, row - ring); y <= Math.min(ROWS - 1, row + ring); y++) {
      var onEdge = Math.abs(y - row) == ring;
      for (var x = column - ring; x <= column + ring; x += onEdge || ring == 0 ? 1 : 2 * ring) {
        if (x >= 0 && x < COLUMNS && !square(x, y).isEmpty()) {
          found.add(square(x, y));
        }
      }
    }
    return found;
  }

  private List<Cab> square(int column, int row) {
    return squares.get(row * COLUMNS + column);
  }

  private static int column(Location location) {
    return Math.clamp((long) ((location.longitude() - WEST) * SQUARES_PER_DEGREE), 0, COLUMNS - 1);
  }

  private static int row(Location location) {
    return Math.clamp((long) ((location.latitude() - SOUTH) * SQUARES_PER_DEGREE), 0, ROWS - 1);
  }
}
