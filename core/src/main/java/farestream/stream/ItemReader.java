package farestream.stream;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/// Reads items in DynamoDB's own JSON, such as `{"STATUS":{"S":"Completed"}}`, in one pass.
public final class ItemReader {
  /// DynamoDB's limit in bytes; Jackson's own is lower.
  private static final int LONGEST_NAME = 65_535;

  /// Names aren't interned: whoever writes items chooses them.
  static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNameLength(LONGEST_NAME).build())
          .build();

  private ItemReader() {}

  /// @throws NotAnItem if the text isn't one item and nothing else
  public static Image read(String json) {
    try (var parser = JSON.createParser(json)) {
      parser.nextToken();
      var image = read(parser, json);
      expect(parser, parser.nextToken(), null, "there is more after the item");
      return image;
    } catch (JacksonException malformed) {
      // Without its message and as no cause of ours: both may quote the text.
      throw notAnItem(malformed.getLocation(), "no such JSON");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// The item that begins where the parser stands; afterwards it stands on the item's end. For
  /// items within something larger, such as a whole record of a stream.
  ///
  /// @param text all that the parser was made to read
  /// @throws NotAnItem if what stands there isn't an item
  public static Image read(JsonParser parser, String text) throws IOException {
    expect(parser, parser.currentToken(), JsonToken.START_OBJECT, "an item is an object");
    var attributes = new HashMap<String, ItemValue>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      if (attributes.put(name, attribute(parser, text)) != null) {
        throw notAnItem(parser.currentTokenLocation(), "an attribute comes twice");
      }
    }
    return new Image(attributes);
  }

  private static ItemValue attribute(JsonParser parser, String text) throws IOException {
    expect(parser, parser.nextToken(), JsonToken.START_OBJECT, "an attribute is an object");
    var start = offset(parser);
    expect(parser, parser.nextToken(), JsonToken.FIELD_NAME, "an attribute has a type");
    var type = parser.currentName();
    var token = parser.nextToken();
    return switch (type) {
      case "S" -> new ItemValue.Text(string(parser, token));
      case "N" -> new ItemValue.Numeric(string(parser, token));
      default -> {
        parser.skipChildren();
        end(parser);
        yield new ItemValue.Other(text.substring(start, offset(parser) + 1));
      }
    };
  }

  private static String string(JsonParser parser, @Nullable JsonToken token) throws IOException {
    expect(parser, token, JsonToken.VALUE_STRING, "S and N are written as strings");
    var string = parser.getText();
    end(parser);
    return string;
  }

  private static void end(JsonParser parser) throws IOException {
    expect(parser, parser.nextToken(), JsonToken.END_OBJECT, "an attribute has one type");
  }

  private static int offset(JsonParser parser) {
    return Math.toIntExact(parser.currentTokenLocation().getCharOffset());
  }

  private static void expect(
      JsonParser parser, @Nullable JsonToken token, @Nullable JsonToken expected, String what) {
    if (token != expected) {
      throw notAnItem(parser.currentTokenLocation(), what);
    }
  }

  private static NotAnItem notAnItem(@Nullable JsonLocation where, String what) {
    return new NotAnItem(
        "not DynamoDB's JSON of an item, at character %d: %s"
            .formatted(where == null ? 0 : where.getCharOffset() + 1, what));
  }
}
