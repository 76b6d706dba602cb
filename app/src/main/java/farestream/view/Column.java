package farestream.view;

import farestream.money.Money;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One column of a [View].
///
/// @param title the header in tables; empty if the column isn't in tables
/// @param name the key in JSON and the header in CSV; empty if the column is in neither
/// @param value the value of a row; null or an empty `Optional` if it has none
/// @param text formats a row's value for tables
record Column<T>(
    String title,
    String name,
    Kind kind,
    Function<? super T, ? extends @Nullable Object> value,
    Function<? super T, String> text) {

  enum Kind {
    VALUE,
    /// A value that is in a table only if one of its rows has it.
    RARE,
    /// A value that JSON leaves out if the row doesn't have it.
    OPTIONAL,
    /// A `Long` that is summed in totals.
    COUNT,
    /// A `Money` that is summed in totals.
    AMOUNT,
    /// A `Money` that is in a table only if it is non-zero in one of its rows.
    RARE_AMOUNT;

    private boolean isConditional() {
      return this == RARE || this == RARE_AMOUNT;
    }
  }

  boolean isSummed() {
    return switch (kind) {
      case COUNT, AMOUNT, RARE_AMOUNT -> true;
      case VALUE, RARE, OPTIONAL -> false;
    };
  }

  boolean isForPrograms() {
    return !name.isEmpty();
  }

  boolean isInJsonOf(T row) {
    return isForPrograms() && !(kind == Kind.OPTIONAL && Value.json(value.apply(row)).isNull());
  }

  boolean isInTableOf(Collection<? extends T> rows) {
    return !title.isEmpty()
        && (!kind.isConditional()
            || rows.stream().anyMatch(row -> !Value.isNothing(value.apply(row))));
  }

  /// Returns the sum over the rows.
  Object sum(Collection<? extends T> rows) {
    var values = rows.stream().map(value);
    return kind == Kind.COUNT
        ? values.mapToLong(Long.class::cast).sum()
        : Money.sum(values.map(Money.class::cast).toList());
  }

  /// Returns this column, for JSON and CSV only, for a type that may have a `T` as a part.
  <W> Column<W> ofOptional(Function<? super W, Optional<? extends T>> part) {
    return new Column<>(
        "", name, Kind.OPTIONAL, whole -> part.apply(whole).map(value).orElse(null), _ -> "");
  }

  /// Returns this column for a type that has a `T` as a part.
  <W> Column<W> of(Function<? super W, ? extends T> part) {
    return new Column<>(
        title,
        name,
        kind,
        whole -> value.apply(part.apply(whole)),
        whole -> text.apply(part.apply(whole)));
  }
}
