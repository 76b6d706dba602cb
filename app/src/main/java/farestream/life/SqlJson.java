package farestream.life;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.regex.Pattern;

/// JSON that PostgreSQL made of rows: columns become camelCase keys, columns named `…_at` and
/// `since` times in UTC, and amounts keep their cents.
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
      return renamed("", JSON.readTree(text));
    } catch (JsonProcessingException notFromPostgres) {
      throw new IllegalStateException(notFromPostgres);
    }
  }

  private static JsonNode renamed(String column, JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        var object = JSON.createObjectNode();
        node.properties()
            .forEach(
                property ->
                    object.set(
                        camelCase(property.getKey()),
                        renamed(property.getKey(), property.getValue())));
        yield object;
      }
      case ARRAY -> {
        var array = JSON.createArrayNode();
        node.forEach(element -> array.add(renamed(column, element)));
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
