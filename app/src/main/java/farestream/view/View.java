package farestream.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.money.Money;
import farestream.view.Column.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/// How a thing is shown: columns with a title, a name and a getter. Tables show the columns with
/// titles; JSON and CSV those with names. Immutable.
///
/// ```java
/// static final View<RecordedPayment> PAYMENT =
///     View.<RecordedPayment>empty()
///         .column("payment", RecordedPayment::id)
///         .amount("amount", RecordedPayment::amount)
///         .detail("endToEndId", RecordedPayment::endToEndId);
/// ```
public final class View<T> {
  private static final String TOTAL = "total";
  private static final Pattern NEXT_WORD = Pattern.compile(" (.)");

  private final List<Column<T>> columns;

  private View(List<Column<T>> columns) {
    this.columns = columns;
  }

  public static <T> View<T> empty() {
    return new View<>(List.of());
  }

  /// Adds a column whose name is the title in camel case, such as `billedIn` for `billed in`.
  public View<T> column(String title, Function<? super T, ? extends @Nullable Object> value) {
    return column(title, camelCase(title), value);
  }

  public View<T> column(
      String title, String name, Function<? super T, ? extends @Nullable Object> value) {
    return with(title, name, Kind.VALUE, value);
  }

  /// @param text formats the value for tables, if it differs from the default format
  public View<T> column(
      String title,
      String name,
      Function<? super T, ? extends @Nullable Object> value,
      Function<? super T, String> text) {
    return with(new Column<>(title, name, Kind.VALUE, value, text));
  }

  /// Adds a number that is summed in totals.
  public View<T> count(String title, Function<? super T, Long> value) {
    return with(title, camelCase(title), Kind.COUNT, value);
  }

  /// Adds an amount that is summed in totals.
  public View<T> amount(String title, Function<? super T, Money> value) {
    return amount(title, camelCase(title), value);
  }

  public View<T> amount(String title, String name, Function<? super T, Money> value) {
    return with(title, name, Kind.AMOUNT, value);
  }

  /// Adds a column that is in a table only if one of its rows has a value.
  public View<T> rare(String title, Function<? super T, ? extends @Nullable Object> value) {
    return with(title, camelCase(title), Kind.RARE, value);
  }

  /// Adds an amount that is in a table only if it is non-zero in one of its rows.
  public View<T> rareAmount(String title, String name, Function<? super T, Money> value) {
    return with(title, name, Kind.RARE_AMOUNT, value);
  }

  /// Adds a text of any length. Tables show its beginning.
  public View<T> prose(String title, Function<? super T, ? extends @Nullable Object> value) {
    return column(title, camelCase(title), value, row -> Value.truncated(value.apply(row)));
  }

  /// Adds a column for JSON and CSV only.
  public View<T> detail(String name, Function<? super T, ? extends @Nullable Object> value) {
    return column("", name, value);
  }

  /// Adds a column for JSON and CSV only, which JSON leaves out if a row has no value.
  public View<T> optional(String name, Function<? super T, ? extends @Nullable Object> value) {
    return optional("", name, value);
  }

  public View<T> optional(
      String title, String name, Function<? super T, ? extends @Nullable Object> value) {
    return with(title, name, Kind.OPTIONAL, value);
  }

  /// Adds the columns of a part that not every row has, for JSON and CSV only. JSON leaves them
  /// out if it is absent.
  public <P> View<T> optional(View<P> part, Function<? super T, Optional<? extends P>> of) {
    return plus(part.columns.stream().map(column -> column.ofOptional(of)));
  }

  /// Adds a part as an object within JSON.
  public <P> View<T> object(String name, View<P> part, Function<? super T, ? extends P> of) {
    return detail(name, row -> part.json(of.apply(row)));
  }

  /// Adds parts as an array of objects within JSON.
  public <P> View<T> list(
      String name, View<P> part, Function<? super T, ? extends Collection<? extends P>> of) {
    return detail(name, row -> part.json(of.apply(row)));
  }

  /// Adds a column for tables only, which combines several columns of JSON and CSV.
  public View<T> summary(String title, Function<? super T, ? extends @Nullable Object> value) {
    return column(title, "", value, row -> Value.truncated(value.apply(row)));
  }

  /// Adds the columns of a part, such as the sums of a cycle.
  public <P> View<T> with(View<P> part, Function<? super T, ? extends P> of) {
    return plus(part.columns.stream().map(column -> column.of(of)));
  }

  private View<T> with(
      String title, String name, Kind kind, Function<? super T, ? extends @Nullable Object> value) {
    return with(new Column<>(title, name, kind, value, row -> Value.text(value.apply(row))));
  }

  private View<T> with(Column<T> column) {
    return plus(Stream.of(column));
  }

  private View<T> plus(Stream<Column<T>> more) {
    return new View<>(Stream.concat(columns.stream(), more).toList());
  }

  private static String camelCase(String title) {
    return NEXT_WORD.matcher(title).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }

  /// Returns a constant's name as a JSON name: `MISSING_IN_LEDGER` becomes `missingInLedger`.
  public static String name(Enum<?> constant) {
    return camelCase(constant.name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  /// Returns the view with only the columns that a table of these rows has.
  public View<T> tableOf(Collection<? extends T> rows) {
    return new View<>(columns.stream().filter(column -> column.isInTableOf(rows)).toList());
  }

  /// Returns the headers of a table. Call it on the result of [#tableOf].
  public List<String> titles() {
    return columns.stream().map(Column::title).toList();
  }

  /// Returns a row of a table.
  public List<String> cells(T row) {
    return columns.stream().map(column -> column.text().apply(row)).toList();
  }

  /// Returns the last row of a table, with the sums of counts and amounts.
  public List<String> totals(Collection<? extends T> rows) {
    return IntStream.range(0, columns.size())
        .mapToObj(
            index -> {
              var column = columns.get(index);
              return column.isSummed() ? Value.text(column.sum(rows)) : index == 0 ? TOTAL : "";
            })
        .toList();
  }

  private Stream<Column<T>> forPrograms() {
    return columns.stream().filter(Column::isForPrograms);
  }

  /// Returns the column names of JSON and CSV.
  public List<String> names() {
    return forPrograms().map(Column::name).toList();
  }

  public ObjectNode json(T row) {
    var node = JsonNodeFactory.instance.objectNode();
    columns.stream()
        .filter(column -> column.isInJsonOf(row))
        .forEach(column -> node.set(column.name(), Value.json(column.value().apply(row))));
    return node;
  }

  public ArrayNode json(Collection<? extends T> rows) {
    var array = JsonNodeFactory.instance.arrayNode(rows.size());
    rows.forEach(row -> array.add(json(row)));
    return array;
  }

  /// Returns the sums of counts and amounts.
  public ObjectNode sums(Collection<? extends T> rows) {
    var node = JsonNodeFactory.instance.objectNode();
    forPrograms()
        .filter(Column::isSummed)
        .forEach(column -> node.set(column.name(), Value.json(column.sum(rows))));
    return node;
  }

  /// Writes CSV with a header of names. Text from outside is made safe for spreadsheets.
  ///
  /// @throws UncheckedIOException if writing fails
  public void writeCsv(Iterable<? extends T> rows, Appendable out) {
    try {
      var csv = CSVFormat.DEFAULT.print(out);
      csv.printRecord(names());
      for (var row : rows) {
        csv.printRecord(forPrograms().map(column -> Value.csv(column.value().apply(row))).toList());
      }
      csv.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
