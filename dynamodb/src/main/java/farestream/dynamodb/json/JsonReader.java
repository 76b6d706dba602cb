package farestream.dynamodb.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import farestream.dynamodb.error.ServiceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a body into a [JsonObject]. Depth and the length of numbers are bounded; the length of
/// the body is bounded by the caller.
public final class JsonReader {
  // Each of an item's 32 levels takes two: the value and its type.
  private static final int DEEPEST = 150;
  private static final int LONGEST_NUMBER = 200;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
          .build();

  private JsonReader() {}

  /// @throws ServiceException (SerializationException) if it isn't one object
  public static JsonObject read(byte[] body) {
    try (var parser = FACTORY.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw ServiceException.serialization("The body is not a JSON object");
      }
      var object = object(parser);
      if (parser.nextToken() != null) {
        throw ServiceException.serialization("The body has more than one JSON object");
      }
      return object;
    } catch (IOException | NumberFormatException malformed) {
      throw ServiceException.serialization("The body is not valid JSON");
    }
  }

  private static JsonObject object(JsonParser parser) throws IOException {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = whole(parser.currentName());
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return new JsonObject(fields);
  }

  private static List<@Nullable Object> list(JsonParser parser) throws IOException {
    var values = new ArrayList<@Nullable Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(parser));
    }
    return values;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> whole(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case null, default -> throw ServiceException.serialization("The body is not valid JSON");
    };
  }

  /// Jackson takes half of a surrogate pair, which is no character: UTF-8 can't hold it.
  private static String whole(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.isBmpCodePoint(text.codePointAt(i))) {
          throw ServiceException.serialization("The body has half of a surrogate pair");
        }
        i++;
      }
    }
    return text;
  }
}
