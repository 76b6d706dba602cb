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

/// Where trips began.
///
/// @param zones the highest fares first; those without a trip are left out
/// @param outside pick-ups outside the city
/// @param unknown of trips that tell no place
/// @param byPoint of those in zones, the ones that tell a point and no zone
/// @param around of those outside, the ones that tell a point near the city, the most trips first
public record Places(
    List<OfZone> zones, Tally outside, Tally unknown, Tally byPoint, List<OfPoint> around) {

  /// A point farther from every zone's centre is outside the city. Zones are no circles: it is a
  /// bound that keeps the parks and airports in and most of New Jersey out.
  public static final double MILES_OF_A_ZONE = 1.5;

  private static final Comparator<Tally> BY_FARES =
      Comparator.<Tally, Money>comparing(Tally::fares).thenComparingLong(Tally::trips).reversed();

  public record OfZone(Zone zone, Tally tally) {}

  /// @param point the middle of a cell, some miles wide
  public record OfPoint(Point point, Tally tally) {}

  /// By borough, the highest fares first.
  public Map<String, Tally> boroughs() {
    var sums = new TreeMap<String, Tally>();
    zones.forEach(of -> sums.merge(of.zone().borough(), of.tally(), Tally::plus));
    var sorted = new LinkedHashMap<String, Tally>();
    sums.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(BY_FARES))
        .forEach(borough -> sorted.put(borough.getKey(), borough.getValue()));
    return sorted;
  }

  /// Adds up what comes in any order.
  static final class Sums {
    private final Map<Zone, Tally> zones = new HashMap<>();
    private final Map<Point, Tally> around = new HashMap<>();
    private Tally outside = Tally.NONE;
    private Tally unknown = Tally.NONE;
    private Tally byPoint = Tally.NONE;

    void inZone(int number, Tally tally) {
      zones.merge(Zones.all().numbered(number).orElseThrow(), tally, Tally::plus);
    }

    void atPoint(Point point, Tally tally) {
      var zone = Zones.all().nearest(point, MILES_OF_A_ZONE);
      if (zone.isEmpty()) {
        around(point, tally);
        return;
      }
      zones.merge(zone.get(), tally, Tally::plus);
      byPoint = byPoint.plus(tally);
    }

    void around(Point point, Tally tally) {
      outside(tally);
      around.merge(ReportSql.middleOfCell(point), tally, Tally::plus);
    }

    void outside(Tally tally) {
      outside = outside.plus(tally);
    }

    void unknown(Tally tally) {
      unknown = unknown.plus(tally);
    }

    Places places() {
      return new Places(
          zones.entrySet().stream()
              .map(entry -> new OfZone(entry.getKey(), entry.getValue()))
              .sorted(
                  Comparator.comparing(OfZone::tally, BY_FARES)
                      .thenComparingInt(of -> of.zone().number()))
              .toList(),
          outside,
          unknown,
          byPoint,
          around.entrySet().stream()
              .map(entry -> new OfPoint(entry.getKey(), entry.getValue()))
              .sorted(
                  Comparator.comparingLong((OfPoint of) -> of.tally().trips())
                      .reversed()
                      .thenComparingDouble(of -> of.point().longitude())
                      .thenComparingDouble(of -> of.point().latitude()))
              .toList());
    }
  }
}
