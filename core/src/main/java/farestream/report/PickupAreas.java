package farestream.report;

import farestream.money.Money;
import farestream.tariff.Point;
import farestream.tariff.Zone;
import farestream.tariff.Zones;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Trips by the area of their pick-up.
///
/// @param zones the zones with trips, highest fares first
/// @param outside the trips with a pick-up outside the city
/// @param unknown the trips without zone and coordinates
/// @param byPoint how many of the trips in `zones` were assigned by coordinates because they have
///     no zone
/// @param around those of `outside` with coordinates near the city, most trips first
public record PickupAreas(
    List<ZoneTotals> zones,
    TripTotals outside,
    TripTotals unknown,
    TripTotals byPoint,
    List<CellTotals> around) {

  /// The largest distance from a zone's centre, in miles, at which coordinates count as in the
  /// zone. Since zones aren't circles, this is an approximation: it includes the parks and
  /// airports and excludes most of New Jersey.
  public static final double MILES_OF_A_ZONE = 1.5;

  private static final Comparator<TripTotals> BY_FARES =
      Comparator.<TripTotals, Money>comparing(TripTotals::fares)
          .thenComparingLong(TripTotals::trips)
          .reversed();

  /// The trips of one zone.
  public record ZoneTotals(Zone zone, TripTotals tally) {}

  /// The trips of one cell outside the city.
  ///
  /// @param point the centre of the cell, which is about three miles wide
  public record CellTotals(Point point, TripTotals tally) {}

  /// Returns the trips in zones by borough, highest fares first.
  public Map<String, TripTotals> boroughs() {
    var sums = new TreeMap<String, TripTotals>();
    zones.forEach(of -> sums.merge(of.zone().borough(), of.tally(), TripTotals::plus));
    var sorted = new LinkedHashMap<String, TripTotals>();
    sums.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(BY_FARES))
        .forEach(borough -> sorted.put(borough.getKey(), borough.getValue()));
    return sorted;
  }

  /// Collects counts in any order.
  static final class Sums {
    private final Map<Zone, TripTotals> zones = new HashMap<>();
    private final Map<Point, TripTotals> around = new HashMap<>();
    private TripTotals outside = TripTotals.NONE;
    private TripTotals unknown = TripTotals.NONE;
    private TripTotals byPoint = TripTotals.NONE;

    void inZone(int number, TripTotals tally) {
      zones.merge(Zones.all().numbered(number).orElseThrow(), tally, TripTotals::plus);
    }

    void atPoint(Point point, TripTotals tally) {
      var zone = Zones.all().nearest(point, MILES_OF_A_ZONE);
      if (zone.isEmpty()) {
        around(point, tally);
        return;
      }
      zones.merge(zone.get(), tally, TripTotals::plus);
      byPoint = byPoint.plus(tally);
    }

    void around(Point point, TripTotals tally) {
      outside(tally);
      around.merge(ReportSql.cellCentre(point), tally, TripTotals::plus);
    }

    void outside(TripTotals tally) {
      outside = outside.plus(tally);
    }

    void unknown(TripTotals tally) {
      unknown = unknown.plus(tally);
    }

    PickupAreas areas() {
      return new PickupAreas(
          zones.entrySet().stream()
              .map(entry -> new ZoneTotals(entry.getKey(), entry.getValue()))
              .sorted(
                  Comparator.comparing(ZoneTotals::tally, BY_FARES)
                      .thenComparingInt(of -> of.zone().number()))
              .toList(),
          outside,
          unknown,
          byPoint,
          around.entrySet().stream()
              .map(entry -> new CellTotals(entry.getKey(), entry.getValue()))
              .sorted(
                  Comparator.comparingLong((CellTotals of) -> of.tally().trips())
                      .reversed()
                      .thenComparingDouble(of -> of.point().longitude())
                      .thenComparingDouble(of -> of.point().latitude()))
              .toList());
    }
  }
}
