package farestream.tariff;

import farestream.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// The figures of one kind of cab that apply from a day until the next change.
final class RateCard {
  private final LocalDate firstDay;
  private final Map<Figure, BigDecimal> figures;
  private final Map<Figure, Money> amounts = new EnumMap<>(Figure.class);

  /// @param figures a value for every figure
  RateCard(LocalDate firstDay, Map<Figure, BigDecimal> figures) {
    this.firstDay = firstDay;
    this.figures = new EnumMap<>(figures);
    figures.forEach((figure, number) -> amounts.put(figure, new Money(number)));
  }

  LocalDate firstDay() {
    return firstDay;
  }

  Money amount(Figure figure) {
    return Objects.requireNonNull(amounts.get(figure));
  }

  BigDecimal number(Figure figure) {
    return Objects.requireNonNull(figures.get(figure));
  }
}
