package farestream.simulate;

import farestream.reference.ReferenceTable;
import farestream.tariff.Zone;
import farestream.tariff.Zones;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The demand for rides in New York: distributions of zones, hours, speeds, payment types,
/// passengers and tips, counted in the TLC's records of March 2019 by
/// `farestream.bench.CityCounts`. Immutable.
final class Demand {
  static final int HOURS = 24;

  /// Miles driven per mile as the crow flies. Among the same records with different zones, the sum
  /// of their distances divided by the sum of the distances between the zones' centres.
  static final double STREET_FACTOR = 1.375;

  private static final int MINUTES_PER_HOUR = 60;

  private final Distribution[] pickups = new Distribution[HOURS];
  private final Map<String, Distribution> dropoffs;
  private final double[] milesPerHour = new double[HOURS];
  private final Distribution payments;
  private final Distribution passengers;
  private final Distribution tipPercents;

  private Demand() {
    readPickups();
    dropoffs = counted("dropoffs.csv", "borough,zone,trips");
    for (var row : rows("hours.csv", "hour,miles,minutes")) {
      milesPerHour[Integer.parseInt(row.get(0))] =
          Double.parseDouble(row.get(1)) * MINUTES_PER_HOUR / Double.parseDouble(row.get(2));
    }
    var shares = counted("shares.csv", "what,value,trips");
    payments = of(shares, "payment");
    passengers = of(shares, "passengers");
    tipPercents = of(shares, "tip_percent");
  }

  static Demand load() {
    return new Demand();
  }

  private void readPickups() {
    var counts = new Distribution.Count[HOURS];
    for (var hour = 0; hour < HOURS; hour++) {
      counts[hour] = new Distribution.Count();
    }
    for (var row : rows("pickups.csv", "zone,by_hour")) {
      var byHour = row.get(1).split(" ", -1);
      for (var hour = 0; hour < HOURS; hour++) {
        counts[hour].add(Integer.parseInt(row.get(0)), Long.parseLong(byHour[hour]));
      }
    }
    for (var hour = 0; hour < HOURS; hour++) {
      pickups[hour] = counts[hour].shares();
    }
  }

  /// Reads a table with the columns kind, value and count.
  private static Map<String, Distribution> counted(String table, String header) {
    var counts = new HashMap<String, Distribution.Count>();
    for (var row : rows(table, header)) {
      counts
          .computeIfAbsent(row.get(0), _ -> new Distribution.Count())
          .add(Integer.parseInt(row.get(1)), Long.parseLong(row.get(2)));
    }
    var shares = new HashMap<String, Distribution>();
    counts.forEach((kind, count) -> shares.put(kind, count.shares()));
    return Map.copyOf(shares);
  }

  private static List<List<String>> rows(String table, String header) {
    return ReferenceTable.rows(Demand.class, table, header);
  }

  private static Distribution of(Map<String, Distribution> shares, String kind) {
    var found = shares.get(kind);
    if (found == null) {
      throw new IllegalStateException("no counts for " + kind);
    }
    return found;
  }

  /// Returns the number of pick-ups counted in an hour of the day, 0 to 23.
  long ridersIn(int hour) {
    return pickups[hour].total();
  }

  /// Draws the zone of a pick-up.
  ///
  /// @param hour the hour of the day in New York, 0 to 23
  /// @param at a random number from 0 to below 1, as for all draws
  int pickupZone(int hour, double at) {
    return pickups[hour].draw(at);
  }

  /// Draws the zone of a drop-off, given the borough of the pick-up.
  ///
  /// @param pickup the zone of the pick-up
  int dropoffZone(int pickup, double at) {
    return of(dropoffs, zone(pickup).borough()).draw(at);
  }

  static Zone zone(int number) {
    return Zones.all().numbered(number).orElseThrow();
  }

  /// Returns a zone's centre.
  Location centre(int zone) {
    return zone(zone)
        .centre()
        .map(centre -> new Location(centre.longitude(), centre.latitude()))
        .orElseThrow(() -> new IllegalStateException("zone " + zone + " has no centre"));
  }

  /// Returns the mean speed in an hour of the day, 0 to 23.
  double milesPerHour(int hour) {
    return milesPerHour[hour];
  }

  int paymentType(double at) {
    return payments.draw(at);
  }

  int passengers(double at) {
    return passengers.draw(at);
  }

  /// Draws the tip of a card payment, in percent of the total without tip.
  int tipPercent(double at) {
    return tipPercents.draw(at);
  }
}
