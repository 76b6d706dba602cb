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

/// Parses the body of a request into a [JsonObject]. The reader limits the nesting depth and the
/// length of numbers; the caller limits the length of the body.
public final class JsonReader {
  // Each of an item's 32 levels takes two levels of JSON: the value and its type.
  private static final int MAX_DEPTH = 150;
  private static final int MAX_NUMBER_LENGTH = 200;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
          .build();

  private JsonReader() {}

  /// @throws ServiceException (SerializationException) if the body isn't exactly one JSON object
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
      var name = wellFormed(parser.currentName());
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
      case VALUE_STRING -> wellFormed(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case null, default -> throw ServiceException.serialization("The body is not valid JSON");
    };
  }

  /// Returns the text if it has no unpaired surrogate. Jackson accepts those, but they aren't
  /// characters and UTF-8 can't encode them.
  private static String wellFormed(String text) {
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
