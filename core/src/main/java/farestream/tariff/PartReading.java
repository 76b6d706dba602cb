package farestream.tariff;

import farestream.money.Money;
import farestream.reference.ReferenceTable;
import farestream.trip.Fare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One interpretation of the published amounts, such as `mta_tax holds improvement_surcharge`: the
/// published `mta_tax` includes the surcharge, which is subtracted from it. With an amount, as in
/// `total_amount holds congestion_surcharge 2.75`, the charge's own column is empty and gets that
/// amount.
record PartReading(List<Holding> holdings) {
  static final String AS_PUBLISHED = "as published";

  /// The columns that a reading can change.
  enum Column {
    EXTRA,
    MTA_TAX,
    EHAIL_FEE,
    IMPROVEMENT_SURCHARGE,
    CONGESTION_SURCHARGE,
    AIRPORT_FEE,
    CBD_CONGESTION_FEE,
    /// A charge without a column of its own.
    OTHER_AMOUNT,
    /// The part of the total that no other column holds.
    TOTAL_AMOUNT;

    Money in(Fare fare) {
      return switch (this) {
        case EXTRA -> fare.extra();
        case MTA_TAX -> fare.mtaTax();
        case EHAIL_FEE -> fare.ehailFee();
        case IMPROVEMENT_SURCHARGE -> fare.improvementSurcharge();
        case CONGESTION_SURCHARGE -> fare.congestionSurcharge();
        case AIRPORT_FEE -> fare.airportFee();
        case CBD_CONGESTION_FEE -> fare.cbdCongestionFee();
        case OTHER_AMOUNT -> fare.other();
        case TOTAL_AMOUNT -> fare.total().minus(fare.sumOfParts());
      };
    }

    static Column named(String name) {
      return Arrays.stream(values())
          .filter(column -> column.text().equals(name))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("parts.csv: unknown column " + name));
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A charge that another column includes.
  ///
  /// @param amount its amount, if its own column is empty; absent if its own column names it, too
  record Held(Column part, Optional<Money> amount) {}

  /// A column and the charges that it includes.
  record Holding(Column column, List<Held> parts) {}

  static PartReading of(String text) {
    var holdings = new ArrayList<Holding>();
    if (!text.equals(AS_PUBLISHED)) {
      for (var statement : text.split("; ", -1)) {
        var sides = statement.split(" holds ", -1);
        ReferenceTable.require(sides.length == 2, "parts.csv: invalid reading '" + statement + "'");
        var parts = Arrays.stream(sides[1].split(" and ", -1)).map(PartReading::held).toList();
        holdings.add(new Holding(Column.named(sides[0]), parts));
      }
    }
    return new PartReading(holdings);
  }

  /// The result of applying a reading to a record.
  ///
  /// @param name the parts of the reading that changed an amount
  record Applied(Fare fare, String name) {
    boolean addsUp() {
      return fare.sumOfParts().equals(fare.total());
    }
  }

  /// Returns whether the reading assumes an amount that no column holds.
  boolean assumesAmount() {
    return holdings.stream()
        .flatMap(holding -> holding.parts().stream())
        .anyMatch(held -> held.amount().isPresent());
  }

  private static Held held(String text) {
    var words = text.split(" ", -1);
    return new Held(
        Column.named(words[0]),
        words.length > 1 ? Optional.of(Money.of(words[1])) : Optional.empty());
  }

  /// Applies the reading to a record.
  ///
  /// @param blank the names of the columns that are empty in the record or missing in the file
  /// @return empty if the reading doesn't fit, because a column is smaller than what it should hold
  Optional<Applied> apply(Fare published, Set<String> blank) {
    var amounts = new EnumMap<Column, Money>(Column.class);
    for (var column : Column.values()) {
      amounts.put(column, column.in(published));
    }
    var names = new ArrayList<String>();
    for (var holding : holdings) {
      var held = held(holding, amounts, blank);
      if (held.isEmpty()) {
        return Optional.empty();
      }
      if (!held.get().isEmpty()) {
        names.add(holding.column().text() + " holds " + String.join(" and ", held.get()));
      }
    }
    var name = names.isEmpty() ? AS_PUBLISHED : String.join("; ", names);
    return Optional.of(new Applied(fare(published, amounts), name));
  }

  /// Subtracts the held charges from a column and returns their names. In a refund all amounts are
  /// negative. If the rest has the opposite sign, the column doesn't hold the charges.
  private static Optional<List<String>> held(
      Holding holding, Map<Column, Money> amounts, Set<String> blank) {
    var published = amount(amounts, holding.column());
    var rest = published;
    var names = new ArrayList<String>();
    for (var part : holding.parts()) {
      var held = amount(amounts, part.part());
      if (part.amount().isPresent()) {
        var mustBeBlank =
            holding.column() == Column.TOTAL_AMOUNT && part.part() != Column.OTHER_AMOUNT;
        if (!held.isZero() || (mustBeBlank && !blank.contains(part.part().text()))) {
          return Optional.empty();
        }
        held = published.isNegative() ? part.amount().get().times(-1) : part.amount().get();
        amounts.put(part.part(), held);
      }
      rest = rest.minus(held);
      if (!held.isZero()) {
        names.add(part.part().text());
      }
    }
    amounts.put(holding.column(), rest);
    return rest.isZero() || rest.isNegative() == published.isNegative()
        ? Optional.of(names)
        : Optional.empty();
  }

  private static Money amount(Map<Column, Money> amounts, Column column) {
    return amounts.getOrDefault(column, Money.ZERO);
  }

  private static Fare fare(Fare published, Map<Column, Money> amounts) {
    return new Fare(
        published.meter(),
        amount(amounts, Column.EXTRA),
        amount(amounts, Column.MTA_TAX),
        published.tip(),
        published.tolls(),
        amount(amounts, Column.EHAIL_FEE),
        amount(amounts, Column.IMPROVEMENT_SURCHARGE),
        amount(amounts, Column.CONGESTION_SURCHARGE),
        amount(amounts, Column.AIRPORT_FEE),
        amount(amounts, Column.CBD_CONGESTION_FEE),
        amount(amounts, Column.OTHER_AMOUNT),
        published.total());
  }
}
