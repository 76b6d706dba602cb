package farestream.cli.trip;

import com.fasterxml.jackson.databind.JsonNode;
import farestream.cli.console.CellText;
import farestream.cli.console.TextTable;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Prints JSON rows as text, with titles derived from the keys. One row is printed with one line
/// per value, several rows as a table.
final class RowsText {
  private static final Pattern NEXT_WORD = Pattern.compile("(?<=[a-z])([A-Z])");

  private RowsText() {}

  /// @param rows an object, or an array of objects that have the same keys
  static void print(JsonNode rows, PrintWriter out) {
    if (rows.isArray() && rows.size() != 1) {
      table(rows).print(out);
      return;
    }
    var row = rows.isArray() ? rows.get(0) : rows;
    row.properties().stream()
        .filter(value -> !value.getValue().isNull())
        .forEach(
            value ->
                out.printf(
                    "  %s: %s%n", title(value.getKey()), text(value.getKey(), value.getValue())));
  }

  /// Makes a table with a column for each key that has a value in at least one row.
  private static TextTable table(JsonNode rows) {
    var keys = new ArrayList<String>();
    rows.path(0)
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!rows.findValues(key).stream().allMatch(JsonNode::isNull)) {
                keys.add(key);
              }
            });
    var table = new TextTable(keys.stream().map(RowsText::title).toArray(String[]::new));
    rows.forEach(row -> table.row(cells(row, keys)));
    return table;
  }

  private static List<String> cells(JsonNode row, List<String> keys) {
    return keys.stream().map(key -> text(key, row.path(key))).toList();
  }

  private static String title(String key) {
    return NEXT_WORD.matcher(key).replaceAll(" $1").toLowerCase(Locale.ROOT);
  }

  private static String text(String key, JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    if (value.isBoolean()) {
      return value.booleanValue() ? "yes" : "no";
    }
    if (value.isNumber()) {
      return value.decimalValue().toPlainString();
    }
    return key.endsWith("At") || key.equals("since")
        ? TextTable.time(Instant.parse(value.asText()))
        : CellText.oneLine(value.asText());
  }
}
