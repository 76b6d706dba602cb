package farestream.document;

import farestream.money.Money;
import farestream.report.Places;
import farestream.report.Places.OfZone;
import farestream.report.Tally;
import farestream.tariff.Airport;
import farestream.tariff.Point;
import farestream.tariff.Zone;
import farestream.tariff.Zones;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// The city drawn from the centres of its zones: a pale disc for each, wide enough to touch its
/// neighbours, shows the land; a circle for the pick-ups, its area as their number, its shade as
/// their average fare.
final class CityMap {
  private static final Point NORTH_WEST = new Point(-74.27, 40.93);
  private static final Point SOUTH_EAST = new Point(-73.69, 40.49);
  private static final double UNITS_A_MILE = 20;
  private static final double LARGEST_CIRCLE = 30;
  private static final double SMALLEST_CIRCLE = 1.6;
  private static final int MOST_SHADES = 5;

  /// Of the way to the nearest other centre.
  private static final double DISC = 0.7;

  private static final double SMALLEST_DISC = 0.3;
  private static final double LARGEST_DISC = 1.1;

  private final List<OfZone> zones;
  private final long most;
  private final List<BigDecimal> steps;

  CityMap(Places places) {
    this.zones =
        places.zones().stream()
            .sorted(Comparator.comparingLong((OfZone of) -> of.tally().trips()).reversed())
            .toList();
    this.most = zones.isEmpty() ? 0 : zones.getFirst().tally().trips();
    this.steps = steps(zones);
  }

  record Disc(String x, String y, String r) {}

  /// @param shade the number of a class of average fares, from 1
  record Circle(String x, String y, String r, int shade, String title) {}

  record Label(String x, String y, String text) {}

  record Shade(int shade, String text) {}

  record Size(String r, String diameter, String middle, String text) {}

  String width() {
    return Numerals.length(x(SOUTH_EAST));
  }

  String height() {
    return Numerals.length(y(SOUTH_EAST));
  }

  List<Disc> land() {
    return Zones.all().list().stream()
        .flatMap(zone -> zone.centre().stream())
        .map(centre -> new Disc(across(centre), down(centre), Numerals.length(disc(centre))))
        .toList();
  }

  private static double disc(Point centre) {
    var nearest =
        Zones.all().list().stream()
            .flatMap(zone -> zone.centre().stream())
            .filter(other -> !other.equals(centre))
            .mapToDouble(centre::milesTo)
            .min()
            .orElse(LARGEST_DISC);
    return Math.clamp(nearest * DISC, SMALLEST_DISC, LARGEST_DISC) * UNITS_A_MILE;
  }

  /// The large ones first, so that none is hidden.
  List<Circle> circles() {
    var circles = new ArrayList<Circle>();
    for (var of : zones) {
      var centre = of.zone().centre().orElseThrow();
      circles.add(
          new Circle(
              across(centre),
              down(centre),
              Numerals.length(radius(of.tally().trips())),
              shade(of.tally()),
              title(of)));
    }
    return circles;
  }

  private static String title(OfZone of) {
    return "%s, %s: %s, %s, %s on average"
        .formatted(
            of.zone().name(),
            of.zone().borough(),
            ReportWords.trips(of.tally().trips()),
            Numerals.dollars(of.tally().fares()),
            Numerals.dollars(of.tally().average().orElse(Money.ZERO)));
  }

  private double radius(long trips) {
    return Math.max(SMALLEST_CIRCLE, LARGEST_CIRCLE * Math.sqrt(Numerals.share(trips, most)));
  }

  /// Airports, which everybody knows to find.
  List<Label> labels() {
    return Zones.all().list().stream()
        .filter(zone -> zone.airport().isPresent() && zone.centre().isPresent())
        .map(zone -> label(zone, zone.centre().get()))
        .toList();
  }

  private static Label label(Zone zone, Point centre) {
    return new Label(across(centre), down(centre), zone.airport().map(Airport::name).orElse(""));
  }

  List<Shade> shades() {
    var shades = new ArrayList<Shade>();
    for (var step = 0; step <= steps.size() && !zones.isEmpty(); step++) {
      String text;
      if (steps.isEmpty()) {
        text = "all zones";
      } else if (step == 0) {
        text = "under " + Numerals.wholeDollars(steps.getFirst());
      } else if (step == steps.size()) {
        text = Numerals.wholeDollars(steps.getLast()) + " and more";
      } else {
        text =
            Numerals.wholeDollars(steps.get(step - 1))
                + "\u2013"
                + Numerals.wholeDollars(steps.get(step));
      }
      shades.add(new Shade(step + 1, text));
    }
    return shades;
  }

  private int shade(Tally tally) {
    var average = tally.average().orElse(Money.ZERO).amount();
    return 1 + (int) steps.stream().filter(step -> average.compareTo(step) >= 0).count();
  }

  /// Whole dollars that part the zones into classes of about the same number.
  private static List<BigDecimal> steps(List<OfZone> zones) {
    var averages =
        zones.stream()
            .flatMap(of -> of.tally().average().stream())
            .map(Money::amount)
            .sorted()
            .toList();
    var steps = new TreeSet<BigDecimal>();
    for (var step = 1; step < MOST_SHADES && averages.size() >= MOST_SHADES; step++) {
      steps.add(
          averages.get(step * averages.size() / MOST_SHADES).setScale(0, RoundingMode.HALF_UP));
    }
    return List.copyOf(steps);
  }

  /// Round numbers of trips and the circles they would have.
  List<Size> sizes() {
    var sizes = new ArrayList<Size>();
    for (var trips : new TreeSet<>(List.of(round(most), round(most / 4), round(most / 20)))) {
      if (trips > 0) {
        var radius = radius(trips);
        sizes.add(
            new Size(
                Numerals.length(radius),
                Numerals.length(2 * radius + 2),
                Numerals.length(radius + 1),
                Numerals.count(trips)));
      }
    }
    return sizes.reversed();
  }

  /// Down to 1, 2 or 5 and zeros.
  private static long round(long number) {
    var power = 1L;
    while (power * 10 <= number) {
      power *= 10;
    }
    return number < 1 ? 0 : power * (number / power >= 5 ? 5 : number / power >= 2 ? 2 : 1);
  }

  private static String across(Point point) {
    return Numerals.length(x(point));
  }

  private static String down(Point point) {
    return Numerals.length(y(point));
  }

  private static double x(Point point) {
    return UNITS_A_MILE * NORTH_WEST.milesTo(new Point(point.longitude(), NORTH_WEST.latitude()));
  }

  private static double y(Point point) {
    return UNITS_A_MILE * NORTH_WEST.milesTo(new Point(NORTH_WEST.longitude(), point.latitude()));
  }
}
