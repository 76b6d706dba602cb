package farestream.document;

import farestream.money.Money;
import farestream.report.PickupAreas;
import farestream.report.PickupAreas.CellTotals;
import farestream.report.PickupAreas.ZoneTotals;
import farestream.report.TripTotals;
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
import java.util.stream.Stream;

/// A map of pick-ups by the centres of the city's zones. A pale disc per zone, large enough to
/// touch its neighbours, shows the land. A circle shows the pick-ups: its area their number, its
/// shade their average fare. If trips started outside the city, another map includes their
/// pick-ups.
final class CityMap {
  private static final double LARGEST_CIRCLE = 26;
  private static final double SMALLEST_CIRCLE = 1.8;
  private static final double GAP = 8;

  /// The height that a label needs on a phone, where text is larger.
  private static final double LINE = 26;
  private static final int MOST_SHADES = 5;
  private static final Comparator<Mark> MOST_FIRST =
      Comparator.comparingLong((Mark mark) -> mark.tally().trips()).reversed();

  /// The radius of a disc as a fraction of the distance to the nearest other centre.
  private static final double DISC = 0.7;

  private static final double SMALLEST_DISC = 0.3;
  private static final double LARGEST_DISC = 1.1;

  /// A part of the world and its scale.
  ///
  /// @param free an area of only water and New Jersey, used for the legend
  private record Frame(
      String title, Point northWest, Point southEast, double unitsPerMile, Point free) {
    static final Frame CITY =
        new Frame(
            "The city",
            new Point(-74.25, 40.925),
            new Point(-73.69, 40.495),
            20,
            new Point(-74.22, 40.91));
    static final Frame MANHATTAN =
        new Frame(
            "Manhattan, enlarged",
            new Point(-74.035, 40.89),
            new Point(-73.9, 40.69),
            44,
            new Point(-74.02, 40.883));

    private static final double MARGIN = 0.1;
    private static final double MILES = 30;

    /// Returns a frame with the city and all of these points, as large as that of the city alone.
    static Frame around(List<CellTotals> points) {
      var west = CITY.northWest.longitude();
      var north = CITY.northWest.latitude();
      var east = CITY.southEast.longitude();
      var south = CITY.southEast.latitude();
      for (var of : points) {
        west = Math.min(west, of.point().longitude() - MARGIN);
        north = Math.max(north, of.point().latitude() + MARGIN);
        east = Math.max(east, of.point().longitude() + MARGIN);
        south = Math.min(south, of.point().latitude() - MARGIN);
      }
      var corner = new Point(west, north);
      var miles = corner.milesTo(new Point(east, north));
      return new Frame(
          "Around the city",
          corner,
          new Point(east, south),
          CITY.unitsPerMile * MILES / miles,
          new Point(west + MARGIN / 2, north - MARGIN / 2));
    }
  }

  /// A place where trips started, with its label.
  private record Mark(Point point, String name, TripTotals tally) {
    static Mark of(ZoneTotals of) {
      return new Mark(
          of.zone().centre().orElseThrow(),
          of.zone().name() + ", " + of.zone().borough(),
          of.tally());
    }

    static Mark of(CellTotals of) {
      return new Mark(
          of.point(),
          "Outside the city, near %s, %s"
              .formatted(
                  NumberFormats.degrees(of.point().latitude()),
                  NumberFormats.degrees(of.point().longitude())),
          of.tally());
    }
  }

  private final Frame frame;
  private final List<Mark> marks;
  private final long most;
  private final List<BigDecimal> steps;

  /// @param legend the marks whose circles and shades are shared by all maps of a page
  private CityMap(Frame frame, List<Mark> marks, List<Mark> legend) {
    this.frame = frame;
    this.marks = marks.stream().sorted(MOST_FIRST).toList();
    this.most = legend.stream().mapToLong(mark -> mark.tally().trips()).max().orElse(0);
    this.steps = steps(legend);
  }

  /// Returns the maps: the city; Manhattan enlarged, where a zone is a few blocks, if trips
  /// started there; and the surroundings, if trips started there, as the first map if most did.
  static List<CityMap> of(PickupAreas places) {
    var inZones = places.zones().stream().map(Mark::of).toList();
    var outside = places.around().stream().map(Mark::of).toList();
    var all = Stream.concat(inZones.stream(), outside.stream()).toList();
    var maps = new ArrayList<CityMap>();
    if (!inZones.isEmpty()) {
      maps.add(new CityMap(Frame.CITY, inZones, all));
      maps.add(new CityMap(Frame.MANHATTAN, inZones, all));
    }
    if (!outside.isEmpty()) {
      var isMost = trips(outside) > trips(inZones);
      maps.add(isMost ? 0 : maps.size(), new CityMap(Frame.around(places.around()), all, all));
    }
    return maps;
  }

  private static long trips(List<Mark> marks) {
    return marks.stream().mapToLong(mark -> mark.tally().trips()).sum();
  }

  String title() {
    return frame.title;
  }

  record Disc(String x, String y, String r) {}

  /// @param shade the number of a class of average fares, from 1
  record Circle(String x, String y, String r, int shade, String title) {}

  record Label(String x, String y, String text) {}

  record Shade(int shade, String text) {}

  record Size(String x, String y, String r, String textX, String text) {}

  String width() {
    return NumberFormats.length(x(frame.southEast));
  }

  String height() {
    return NumberFormats.length(y(frame.southEast));
  }

  List<Disc> land() {
    return Zones.all().list().stream()
        .flatMap(zone -> zone.centre().stream())
        .map(centre -> new Disc(across(centre), down(centre), NumberFormats.length(disc(centre))))
        .toList();
  }

  private double disc(Point centre) {
    var nearest =
        Zones.all().list().stream()
            .flatMap(zone -> zone.centre().stream())
            .filter(other -> !other.equals(centre))
            .mapToDouble(centre::milesTo)
            .min()
            .orElse(LARGEST_DISC);
    return Math.clamp(nearest * DISC, SMALLEST_DISC, LARGEST_DISC) * frame.unitsPerMile;
  }

  /// Returns the circles, large ones first, so that none is covered.
  List<Circle> circles() {
    var circles = new ArrayList<Circle>();
    for (var of : marks) {
      circles.add(
          new Circle(
              across(of.point()),
              down(of.point()),
              NumberFormats.length(radius(of.tally().trips())),
              shade(of.tally()),
              title(of)));
    }
    return circles;
  }

  private static String title(Mark of) {
    return "%s: %s, %s, %s on average"
        .formatted(
            of.name(),
            ReportWording.trips(of.tally().trips()),
            NumberFormats.dollars(of.tally().fares()),
            NumberFormats.dollars(of.tally().average().orElse(Money.ZERO)));
  }

  private double radius(long trips) {
    return Math.max(SMALLEST_CIRCLE, LARGEST_CIRCLE * Math.sqrt(NumberFormats.share(trips, most)));
  }

  /// Returns labels of the airports, for orientation.
  List<Label> labels() {
    return Zones.all().list().stream()
        .filter(
            zone -> zone.airport().isPresent() && zone.centre().filter(this::isShown).isPresent())
        .map(zone -> label(zone, zone.centre().orElseThrow()))
        .toList();
  }

  private boolean isShown(Point point) {
    return point.longitude() < frame.southEast.longitude()
        && point.latitude() > frame.southEast.latitude();
  }

  private Label label(Zone zone, Point centre) {
    return new Label(across(centre), down(centre), zone.airport().map(Airport::name).orElse(""));
  }

  List<Shade> shades() {
    var shades = new ArrayList<Shade>();
    for (var step = 0; step <= steps.size() && most > 0; step++) {
      String text;
      if (steps.isEmpty()) {
        text = "all trips";
      } else if (step == 0) {
        text = "under " + NumberFormats.wholeDollars(steps.getFirst());
      } else if (step == steps.size()) {
        text = NumberFormats.wholeDollars(steps.getLast()) + " and more";
      } else {
        text =
            NumberFormats.wholeDollars(steps.get(step - 1))
                + "\u2013"
                + NumberFormats.wholeDollars(steps.get(step));
      }
      shades.add(new Shade(step + 1, text));
    }
    return shades;
  }

  private int shade(TripTotals tally) {
    var average = tally.average().orElse(Money.ZERO).amount();
    return 1 + (int) steps.stream().filter(step -> average.compareTo(step) >= 0).count();
  }

  /// Returns whole dollars that divide the marks into classes of about equal size.
  private static List<BigDecimal> steps(List<Mark> marks) {
    var averages =
        marks.stream()
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

  /// Returns round numbers of trips with the circles for them.
  List<Size> sizes() {
    var sizes = new ArrayList<Size>();
    var x = x(frame.free()) + LARGEST_CIRCLE;
    var y = y(frame.free());
    var numbers = new TreeSet<>(List.of(round(most), round(most / 4), round(most / 20)));
    for (var trips : numbers.descendingSet()) {
      if (trips > 0) {
        var radius = radius(trips);
        var half = Math.max(radius, (LINE - GAP) / 2);
        y += half;
        sizes.add(
            new Size(
                NumberFormats.length(x),
                NumberFormats.length(y),
                NumberFormats.length(radius),
                NumberFormats.length(x + LARGEST_CIRCLE + GAP),
                ReportWording.trips(trips)));
        y += half + GAP;
      }
    }
    return sizes;
  }

  /// Rounds down to 1, 2 or 5 times a power of ten.
  private static long round(long number) {
    var power = 1L;
    while (power * 10 <= number) {
      power *= 10;
    }
    return number < 1 ? 0 : power * (number / power >= 5 ? 5 : number / power >= 2 ? 2 : 1);
  }

  private String across(Point point) {
    return NumberFormats.length(x(point));
  }

  private String down(Point point) {
    return NumberFormats.length(y(point));
  }

  private double x(Point point) {
    var corner = frame.northWest;
    var miles = corner.milesTo(new Point(point.longitude(), corner.latitude()));
    return Math.copySign(miles, point.longitude() - corner.longitude()) * frame.unitsPerMile;
  }

  private double y(Point point) {
    var corner = frame.northWest;
    var miles = corner.milesTo(new Point(corner.longitude(), point.latitude()));
    return Math.copySign(miles, corner.latitude() - point.latitude()) * frame.unitsPerMile;
  }
}
