package farestream.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What stands in a column: for people, for programs and for spreadsheets. Amounts are numbers with
/// their cents; times are UTC, to the second for people and whole for programs.
final class Value {
  private static final int LONGEST_CELL = 80;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Value() {}

  /// Whether there is none, or an amount of zero.
  static boolean isNothing(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case Optional<?> optional -> isNothing(optional.orElse(null));
      case JsonNode node -> node.isNull();
      case Money money -> money.isZero();
      default -> false;
    };
  }

  /// Nothing is empty.
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Optional<?> optional -> text(optional.orElse(null));
      case JsonNode node -> node.isNull() ? "" : node.asText();
      case Instant time -> time.truncatedTo(ChronoUnit.SECONDS).toString();
      case Boolean truth -> truth ? "yes" : "no";
      case BigDecimal number -> number.toPlainString();
      case Collection<?> all -> all.stream().map(Value::text).collect(Collectors.joining(", "));
      default -> value.toString();
    };
  }

  /// Of a text of any length, what a table has room for.
  static String beginning(@Nullable Object value) {
    var text = text(value);
    return text.codePointCount(0, text.length()) <= LONGEST_CELL
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_CELL)) + "…";
  }

  /// Nothing is null.
  static JsonNode json(@Nullable Object value) {
    return switch (value) {
      case null -> JSON.nullNode();
      case Optional<?> optional -> json(optional.orElse(null));
      case JsonNode node -> node;
      case Money money -> JSON.numberNode(money.amount());
      case BigDecimal number -> JSON.numberNode(number);
      case Long number -> JSON.numberNode(number);
      case Integer number -> JSON.numberNode(number);
      case Boolean truth -> JSON.booleanNode(truth);
      case Collection<?> all -> {
        var array = JSON.arrayNode(all.size());
        all.forEach(each -> array.add(json(each)));
        yield array;
      }
      default -> JSON.textNode(value.toString());
    };
  }

  /// Of what others wrote, a spreadsheet runs nothing.
  static String csv(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Optional<?> optional -> csv(optional.orElse(null));
      case String text -> SpreadsheetText.of(text);
      case Instant time -> time.toString();
      case JsonNode node when node.isNumber() || node.isNull() -> text(node);
      case JsonNode node ->
          SpreadsheetText.of(node.isValueNode() ? node.asText() : node.toString());
      case Collection<?> all -> SpreadsheetText.of(text(all));
      default -> text(value);
    };
  }
}
