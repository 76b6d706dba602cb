package farestream.view;

import farestream.money.Money;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One column of a [View].
///
/// @param title for people, over the column; empty where only programs are given it
/// @param name for programs, as a key of JSON and at the head of CSV; empty where only people are
///     shown it
/// @param value what a row has there; null or an empty `Optional` where it has nothing
/// @param text how a table writes it
record Column<T>(
    String title,
    String name,
    Kind kind,
    Function<? super T, ? extends @Nullable Object> value,
    Function<? super T, String> text) {

  enum Kind {
    VALUE,
    /// In a table only where one of its rows has something there.
    RARE,
    /// A `Long` that may be added up.
    COUNT,
    /// A `Money`.
    AMOUNT,
    /// In a table only where one of its rows isn't zero.
    RARE_AMOUNT;

    private boolean isRare() {
      return this == RARE || this == RARE_AMOUNT;
    }
  }

  boolean isSummed() {
    return kind != Kind.VALUE && kind != Kind.RARE;
  }

  boolean isForPrograms() {
    return !name.isEmpty();
  }

  boolean isInTableOf(Collection<? extends T> rows) {
    return !title.isEmpty()
        && (!kind.isRare() || rows.stream().anyMatch(row -> !Value.isNothing(value.apply(row))));
  }

  /// What the rows come to.
  Object sum(Collection<? extends T> rows) {
    var values = rows.stream().map(value);
    return kind == Kind.COUNT
        ? values.mapToLong(Long.class::cast).sum()
        : Money.sum(values.map(Money.class::cast).toList());
  }

  /// The same of a whole that has such a part.
  <W> Column<W> of(Function<? super W, ? extends T> part) {
    return new Column<>(
        title,
        name,
        kind,
        whole -> value.apply(part.apply(whole)),
        whole -> text.apply(part.apply(whole)));
  }
}
