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
public record PickupAreas(
    List<OfZone> zones,
    TripTotals outside,
    TripTotals unknown,
    TripTotals byPoint,
    List<OfPoint> around) {

  /// A point farther from every zone's centre is outside the city. Zones are no circles: it is a
  /// bound that keeps the parks and airports in and most of New Jersey out.
  public static final double MILES_OF_A_ZONE = 1.5;

  private static final Comparator<TripTotals> BY_FARES =
      Comparator.<TripTotals, Money>comparing(TripTotals::fares)
          .thenComparingLong(TripTotals::trips)
          .reversed();

  public record OfZone(Zone zone, TripTotals tally) {}

  /// @param point the middle of a cell, some miles wide
  public record OfPoint(Point point, TripTotals tally) {}

  /// By borough, the highest fares first.
  public Map<String, TripTotals> boroughs() {
    var sums = new TreeMap<String, TripTotals>();
    zones.forEach(of -> sums.merge(of.zone().borough(), of.tally(), TripTotals::plus));
    var sorted = new LinkedHashMap<String, TripTotals>();
    sums.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(BY_FARES))
        .forEach(borough -> sorted.put(borough.getKey(), borough.getValue()));
    return sorted;
  }

  /// Adds up what comes in any order.
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
      around.merge(ReportSql.middleOfCell(point), tally, TripTotals::plus);
    }

    void outside(TripTotals tally) {
      outside = outside.plus(tally);
    }

    void unknown(TripTotals tally) {
      unknown = unknown.plus(tally);
    }

    PickupAreas places() {
      return new PickupAreas(
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
