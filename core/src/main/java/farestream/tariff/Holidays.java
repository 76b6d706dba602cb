package farestream.tariff;

import farestream.reference.ReferenceTable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// New York's legal holidays of any year, by the rules in `holidays.csv`. Thread-safe.
final class Holidays {
  private static final String HEADER = "holiday,rule,first year,last year";
  private static final Pattern DAY = Pattern.compile("(\\w+) (\\d+)");
  private static final Pattern NUMBERED = Pattern.compile("(\\d)(?:st|nd|rd|th) (\\w+) of (\\w+)");
  private static final Pattern LAST = Pattern.compile("last (\\w+) of (\\w+)");
  private static final Pattern AFTER =
      Pattern.compile("(\\w+) after the (\\d)(?:st|nd|rd|th) (\\w+) of (\\w+)");

  private final List<Row> rows;
  private final ConcurrentHashMap<Integer, Set<LocalDate>> byYear = new ConcurrentHashMap<>();

  private Holidays(List<Row> rows) {
    this.rows = rows;
  }

  private record Row(Rule rule, int firstYear, int lastYear) {
    static Row of(List<String> values) {
      return new Row(
          Holidays.rule(values.get(1)),
          year(values.get(2), Year.MIN_VALUE),
          year(values.get(3), Year.MAX_VALUE));
    }

    private static int year(String text, int fallback) {
      return text.isEmpty() ? fallback : Integer.parseInt(text);
    }

    boolean holdsIn(int year) {
      return firstYear <= year && year <= lastYear;
    }
  }

  /// Returns the date of a holiday in a year.
  private interface Rule {
    LocalDate in(int year);
  }

  static Holidays load() {
    return new Holidays(
        ReferenceTable.rows(Holidays.class, "holidays.csv", HEADER).stream().map(Row::of).toList());
  }

  boolean include(LocalDate day) {
    return in(day.getYear()).contains(day);
  }

  private Set<LocalDate> in(int year) {
    return byYear.computeIfAbsent(
        year,
        key ->
            rows.stream()
                .filter(row -> row.holdsIn(key))
                .map(row -> observed(row.rule.in(key)))
                .collect(Collectors.toUnmodifiableSet()));
  }

  /// A holiday on a Sunday is observed on Monday.
  private static LocalDate observed(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SUNDAY ? day.plusDays(1) : day;
  }

  private static Rule rule(String text) {
    var after = AFTER.matcher(text);
    if (after.matches()) {
      var first = numbered(after.group(2), after.group(3), after.group(4));
      var weekday = weekday(after.group(1));
      return year -> first.in(year).with(TemporalAdjusters.next(weekday));
    }
    var numbered = NUMBERED.matcher(text);
    if (numbered.matches()) {
      return numbered(numbered.group(1), numbered.group(2), numbered.group(3));
    }
    var last = LAST.matcher(text);
    if (last.matches()) {
      var month = month(last.group(2));
      var weekday = weekday(last.group(1));
      return year -> LocalDate.of(year, month, 1).with(TemporalAdjusters.lastInMonth(weekday));
    }
    var day = DAY.matcher(text);
    ReferenceTable.require(day.matches(), "holidays.csv: invalid rule '" + text + "'");
    var month = month(day.group(1));
    var dayOfMonth = Integer.parseInt(day.group(2));
    return year -> LocalDate.of(year, month, dayOfMonth);
  }

  private static Rule numbered(String number, String weekday, String month) {
    var adjuster = TemporalAdjusters.dayOfWeekInMonth(Integer.parseInt(number), weekday(weekday));
    var of = month(month);
    return year -> LocalDate.of(year, of, 1).with(adjuster);
  }

  private static DayOfWeek weekday(String name) {
    return DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static Month month(String name) {
    return Month.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
