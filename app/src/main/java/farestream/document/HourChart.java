package farestream.document;

import farestream.report.TripTotals;
import java.util.ArrayList;
import java.util.List;

/// A bar chart with a column per hour of the city's local time.
final class HourChart {
  private static final double LEFT = 44;
  private static final double TOP = 8;
  private static final double COLUMN = 17;
  private static final double GAP = 3;
  private static final double TALLEST = 150;
  private static final int LABEL_EVERY = 3;
  private static final int LINES = 4;

  private final List<TripTotals> hours;
  private final long step;

  HourChart(List<TripTotals> hours) {
    this.hours = hours;
    this.step = step(hours.stream().mapToLong(TripTotals::trips).max().orElse(0));
  }

  record Column(String x, String y, String width, String height, String title) {}

  record Tick(String x, String y, String text) {}

  String width() {
    return NumberFormats.length(LEFT + hours.size() * COLUMN);
  }

  String height() {
    return NumberFormats.length(TOP + TALLEST + 22);
  }

  String left() {
    return NumberFormats.length(LEFT);
  }

  List<Column> columns() {
    var columns = new ArrayList<Column>();
    for (var hour = 0; hour < hours.size(); hour++) {
      var height = TALLEST * NumberFormats.share(hours.get(hour).trips(), step * LINES);
      columns.add(
          new Column(
              NumberFormats.length(LEFT + hour * COLUMN + GAP / 2),
              NumberFormats.length(TOP + TALLEST - height),
              NumberFormats.length(COLUMN - GAP),
              NumberFormats.length(height),
              "%s: %s, %s"
                  .formatted(
                      name(hour),
                      ReportWording.trips(hours.get(hour).trips()),
                      NumberFormats.dollars(hours.get(hour).fares()))));
    }
    return columns;
  }

  /// Returns the horizontal lines with their numbers of trips.
  List<Tick> lines() {
    var lines = new ArrayList<Tick>();
    for (var line = 0; line <= LINES; line++) {
      lines.add(
          new Tick(
              NumberFormats.length(LEFT - 6),
              NumberFormats.length(TOP + TALLEST - TALLEST * line / LINES),
              NumberFormats.count(step * line)));
    }
    return lines;
  }

  List<Tick> labels() {
    var labels = new ArrayList<Tick>();
    for (var hour = 0; hour < hours.size(); hour += LABEL_EVERY) {
      labels.add(
          new Tick(
              NumberFormats.length(LEFT + (hour + 0.5) * COLUMN),
              NumberFormats.length(TOP + TALLEST + 16),
              "%02d".formatted(hour)));
    }
    return labels;
  }

  static String name(int hour) {
    return "%02d:00\u2013%02d:00".formatted(hour, hour + 1);
  }

  /// Returns a round interval for the lines, of which a few exceed the maximum.
  private static long step(long most) {
    var power = 1L;
    while (true) {
      for (var factor : List.of(1, 2, 5)) {
        if (power * factor * LINES >= most) {
          return power * factor;
        }
      }
      power *= 10;
    }
  }
}
