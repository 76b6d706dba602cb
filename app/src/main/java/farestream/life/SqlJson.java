package farestream.life;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.regex.Pattern;

/// Converts JSON made by PostgreSQL: column names become camelCase keys, columns named `since` or
/// ending in `_at` become times in UTC, and amounts keep their decimals.
final class SqlJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Pattern NEXT_WORD = Pattern.compile("_(.)");

  private SqlJson() {}

  static JsonNode read(String text) {
    try {
      return convert("", JSON.readTree(text));
    } catch (JsonProcessingException invalid) {
      throw new IllegalStateException(invalid);
    }
  }

  private static JsonNode convert(String column, JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        var object = JSON.createObjectNode();
        node.properties()
            .forEach(
                property ->
                    object.set(
                        camelCase(property.getKey()),
                        convert(property.getKey(), property.getValue())));
        yield object;
      }
      case ARRAY -> {
        var array = JSON.createArrayNode();
        node.forEach(element -> array.add(convert(column, element)));
        yield array;
      }
      case STRING ->
          isTime(column) ? JsonNodeFactory.instance.textNode(node.textValue() + "Z") : node;
      default -> node;
    };
  }

  static boolean isTime(String column) {
    return column.endsWith("_at") || column.equals("since");
  }

  private static String camelCase(String column) {
    return NEXT_WORD
        .matcher(column)
        .replaceAll(word -> word.group(1).toUpperCase(java.util.Locale.ROOT));
  }
}
