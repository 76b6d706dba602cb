package farestream.cli.trip;

import com.fasterxml.jackson.databind.JsonNode;
import farestream.cli.console.CellText;
import farestream.cli.console.TextTable;
import farestream.view.View;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Prints JSON rows as text, with titles derived from the keys. One row is printed with one line
/// per value, several rows as a table. A key without a value in any row is left out.
final class RowsText {
  private static final Pattern NEXT_WORD = Pattern.compile("(?<=[a-z])([A-Z])");

  private RowsText() {}

  /// @param section an object, or an array of objects that have the same keys
  static void print(JsonNode section, PrintWriter out) {
    var rows = section.isArray() ? section.valueStream().toList() : List.of(section);
    var view = View.<JsonNode>empty();
    for (var key : rows.getFirst().properties()) {
      view = view.rare(title(key.getKey()), row -> value(key.getKey(), row.path(key.getKey())));
    }
    if (rows.size() > 1) {
      TextTable.of(view, rows).print(out);
      return;
    }
    var shown = view.tableOf(rows);
    var values = shown.cells(rows.getFirst()).iterator();
    shown
        .titles()
        .forEach(title -> out.printf("  %s: %s%n", title, CellText.oneLine(values.next())));
  }

  private static String title(String key) {
    return NEXT_WORD.matcher(key).replaceAll(" $1").toLowerCase(Locale.ROOT);
  }

  private static @Nullable Object value(String key, JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return null;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isNumber()) {
      return value.decimalValue();
    }
    return key.endsWith("At") || key.equals("since")
        ? Instant.parse(value.asText())
        : value.asText();
  }
}
