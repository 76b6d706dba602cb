package farestream.tariff;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The rate cards of both kinds of cabs, each from its first day to the day before the next
/// one's.
final class RateCards {
  private static final String HEADER = "figure,cab,first day,last day,amount,source";

  private final Map<CabType, NavigableMap<LocalDate, RateCard>> cards =
      new EnumMap<>(CabType.class);

  private RateCards(List<Row> rows) {
    for (var cab : CabType.values()) {
      cards.put(cab, cards(rows.stream().filter(row -> row.isFor(cab)).toList(), cab));
    }
  }

  /// One figure and its validity, both days included; the last row of a figure has no last day.
  private record Row(
      Figure figure,
      String cab,
      LocalDate firstDay,
      Optional<LocalDate> lastDay,
      BigDecimal amount) {
    static Row of(List<String> values) {
      return new Row(
          Figure.called(values.get(0)),
          values.get(1),
          LocalDate.parse(values.get(2)),
          Optional.of(values.get(3)).filter(day -> !day.isEmpty()).map(LocalDate::parse),
          new BigDecimal(values.get(4)));
    }

    boolean isFor(CabType one) {
      return cab.equals("both") || cab.equalsIgnoreCase(one.name());
    }

    boolean holdsOn(LocalDate day) {
      return !day.isBefore(firstDay) && lastDay.filter(last -> last.isBefore(day)).isEmpty();
    }
  }

  static RateCards load() {
    return of(DataFile.rows("rates.csv", HEADER));
  }

  /// @throws IllegalStateException if a figure is missing, or its rows leave a gap or overlap
  static RateCards of(List<List<String>> rows) {
    return new RateCards(rows.stream().map(Row::of).toList());
  }

  /// Absent before the first.
  Optional<RateCard> on(LocalDate day, CabType cab) {
    var entry = cards.getOrDefault(cab, new TreeMap<>()).floorEntry(day);
    return entry == null ? Optional.empty() : Optional.of(entry.getValue());
  }

  LocalDate firstDay() {
    return cards.values().iterator().next().firstKey();
  }

  private static NavigableMap<LocalDate, RateCard> cards(List<Row> rows, CabType cab) {
    var days = rows.stream().map(Row::firstDay).distinct().sorted().toList();
    for (var figure : Figure.values()) {
      requireToMeet(
          rows.stream().filter(row -> row.figure == figure), days.getFirst(), figure, cab);
    }
    var made = new TreeMap<LocalDate, RateCard>();
    for (var day : days) {
      var figures = new EnumMap<Figure, BigDecimal>(Figure.class);
      rows.stream()
          .filter(row -> row.holdsOn(day))
          .forEach(row -> figures.put(row.figure, row.amount));
      made.put(day, new RateCard(day, figures));
    }
    return made;
  }

  /// A figure has one row for each day from the card's first day on.
  private static void requireToMeet(
      Stream<Row> unsorted, LocalDate first, Figure figure, CabType cab) {
    var rows = unsorted.sorted(Comparator.comparing(Row::firstDay)).toList();
    var due = Optional.of(first);
    for (var row : rows) {
      var meets = due.filter(row.firstDay::equals).isPresent();
      var isAny = row.lastDay.filter(last -> last.isBefore(row.firstDay)).isEmpty();
      DataFile.require(
          meets && isAny,
          "rates.csv: %s (%s) of %s leaves a gap or overlaps".formatted(figure, cab, row.firstDay));
      due = row.lastDay.map(last -> last.plusDays(1));
    }
    DataFile.require(
        !rows.isEmpty() && due.isEmpty(),
        "rates.csv: %s (%s) ends, or never begins".formatted(figure, cab));
  }
}
