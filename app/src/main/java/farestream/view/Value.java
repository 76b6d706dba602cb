package farestream.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Formats the values of columns for tables, JSON and CSV. Amounts are numbers with their cents.
/// Times are in UTC, with a precision of seconds in tables and in full in JSON and CSV.
final class Value {
  private static final int LONGEST_CELL = 80;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Value() {}

  /// Returns whether the value is absent or an amount of zero.
  static boolean isNothing(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case Optional<?> optional -> isNothing(optional.orElse(null));
      case JsonNode node -> node.isNull();
      case Money money -> money.isZero();
      default -> false;
    };
  }

  /// Formats a value for tables. An absent value is an empty text.
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Optional<?> optional -> text(optional.orElse(null));
      case JsonNode node -> node.isNull() ? "" : node.asText();
      case Instant time -> time.truncatedTo(ChronoUnit.SECONDS).toString();
      case Boolean bool -> bool ? "yes" : "no";
      case BigDecimal number -> number.toPlainString();
      case Collection<?> all -> all.stream().map(Value::text).collect(Collectors.joining(", "));
      default -> value.toString();
    };
  }

  /// Formats a value of any length for tables, cut to at most 80 characters.
  static String truncated(@Nullable Object value) {
    var text = text(value);
    return text.codePointCount(0, text.length()) <= LONGEST_CELL
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_CELL)) + "…";
  }

  /// Converts a value to JSON. An absent value is null.
  static JsonNode json(@Nullable Object value) {
    return switch (value) {
      case null -> JSON.nullNode();
      case Optional<?> optional -> json(optional.orElse(null));
      case JsonNode node -> node;
      case Money money -> JSON.numberNode(money.amount());
      case BigDecimal number -> JSON.numberNode(number);
      case Double number -> JSON.numberNode(number);
      case Long number -> JSON.numberNode(number);
      case Integer number -> JSON.numberNode(number);
      case Boolean bool -> JSON.booleanNode(bool);
      case Collection<?> all -> {
        var array = JSON.arrayNode(all.size());
        all.forEach(each -> array.add(json(each)));
        yield array;
      }
      case Map<?, ?> map -> {
        var object = JSON.objectNode();
        map.forEach((name, each) -> object.set(name.toString(), json(each)));
        yield object;
      }
      default -> JSON.textNode(value.toString());
    };
  }

  /// Formats a value for CSV. Text from outside is made safe for spreadsheets.
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
