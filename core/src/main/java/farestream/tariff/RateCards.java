package farestream.tariff;

import farestream.reference.ReferenceTable;
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

/// The rate cards of both kinds of cabs. Each applies until the day before the next one's first
/// day.
final class RateCards {
  private static final String HEADER = "figure,cab,first day,last day,amount,source";

  private final Map<CabType, NavigableMap<LocalDate, RateCard>> cards =
      new EnumMap<>(CabType.class);

  private RateCards(List<Row> rows) {
    for (var cab : CabType.values()) {
      cards.put(cab, cards(rows.stream().filter(row -> row.isFor(cab)).toList(), cab));
    }
  }

  /// The value of a figure and its validity.
  ///
  /// @param firstDay inclusive
  /// @param lastDay inclusive; absent for the row that still applies
  private record Row(
      Figure figure,
      String cab,
      LocalDate firstDay,
      Optional<LocalDate> lastDay,
      BigDecimal amount) {
    static Row of(List<String> values) {
      return new Row(
          Figure.named(values.get(0)),
          values.get(1),
          LocalDate.parse(values.get(2)),
          Optional.of(values.get(3)).filter(day -> !day.isEmpty()).map(LocalDate::parse),
          new BigDecimal(values.get(4)));
    }

    boolean isFor(CabType type) {
      return cab.equals("both") || cab.equalsIgnoreCase(type.name());
    }

    boolean holdsOn(LocalDate day) {
      return !day.isBefore(firstDay) && lastDay.filter(last -> last.isBefore(day)).isEmpty();
    }
  }

  static RateCards load() {
    return of(ReferenceTable.rows(RateCards.class, "rates.csv", HEADER));
  }

  /// @throws IllegalStateException if a figure is missing, or its rows have a gap or overlap
  static RateCards of(List<List<String>> rows) {
    return new RateCards(rows.stream().map(Row::of).toList());
  }

  /// Returns the rate card of a day; empty before the first card.
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
      requireContiguous(
          rows.stream().filter(row -> row.figure == figure), days.getFirst(), figure, cab);
    }
    var cards = new TreeMap<LocalDate, RateCard>();
    for (var day : days) {
      var figures = new EnumMap<Figure, BigDecimal>(Figure.class);
      rows.stream()
          .filter(row -> row.holdsOn(day))
          .forEach(row -> figures.put(row.figure, row.amount));
      cards.put(day, new RateCard(day, figures));
    }
    return cards;
  }

  /// Requires exactly one row of a figure for every day from the first card's first day on.
  private static void requireContiguous(
      Stream<Row> unsorted, LocalDate first, Figure figure, CabType cab) {
    var rows = unsorted.sorted(Comparator.comparing(Row::firstDay)).toList();
    var expected = Optional.of(first);
    for (var row : rows) {
      var isContiguous = expected.filter(row.firstDay::equals).isPresent();
      var isNonEmpty = row.lastDay.filter(last -> last.isBefore(row.firstDay)).isEmpty();
      ReferenceTable.require(
          isContiguous && isNonEmpty,
          "rates.csv: %s (%s) of %s has a gap or overlaps".formatted(figure, cab, row.firstDay));
      expected = row.lastDay.map(last -> last.plusDays(1));
    }
    ReferenceTable.require(
        !rows.isEmpty() && expected.isEmpty(),
        "rates.csv: %s (%s) has no open-ended row".formatted(figure, cab));
  }
}
