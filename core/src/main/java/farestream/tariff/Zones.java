package farestream.tariff;

import farestream.reference.ReferenceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// All taxi zones of the TLC, numbered from 1 without gaps. Immutable and thread-safe.
public final class Zones {
  private static final String HEADER = "zone,name,borough,airport,manhattan,longitude,latitude";

  /// The table, which is read once.
  private static final Zones ALL = new Zones();

  private final List<Zone> zones;

  private Zones() {
    var all = new ArrayList<Zone>();
    for (var row : ReferenceTable.rows(Zones.class, "zones.csv", HEADER)) {
      var number = Integer.parseInt(row.get(0));
      ReferenceTable.require(
          number == all.size() + 1, "zones.csv: zone " + number + " is out of order");
      all.add(
          new Zone(
              number,
              row.get(1),
              row.get(2),
              named(Airport.class, row.get(3)),
              named(ManhattanPart.class, row.get(4)),
              point(row.get(5), row.get(6))));
    }
    zones = List.copyOf(all);
  }

  public static Zones all() {
    return ALL;
  }

  public List<Zone> list() {
    return zones;
  }

  /// Returns the zone with this number; empty if there is none.
  public Optional<Zone> numbered(long number) {
    return number < 1 || number > zones.size()
        ? Optional.empty()
        : Optional.of(zones.get(Math.toIntExact(number) - 1));
  }

  /// Returns the zone with the nearest centre, which may not be the zone that contains the point.
  ///
  /// @param miles the maximum straight-line distance
  public Optional<Zone> nearest(Point point, double miles) {
    var best = Optional.<Zone>empty();
    var least = miles;
    for (var zone : zones) {
      var distance = zone.centre().map(point::milesTo).orElse(Double.POSITIVE_INFINITY);
      if (distance <= least) {
        best = Optional.of(zone);
        least = distance;
      }
    }
    return best;
  }

  private static Optional<Point> point(String longitude, String latitude) {
    return longitude.isEmpty()
        ? Optional.empty()
        : Optional.of(new Point(Double.parseDouble(longitude), Double.parseDouble(latitude)));
  }

  private static <E extends Enum<E>> Optional<E> named(Class<E> kind, String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(Enum.valueOf(kind, text.toUpperCase(Locale.ROOT)));
  }
}
