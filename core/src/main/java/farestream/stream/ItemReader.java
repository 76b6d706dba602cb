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

/// Parses items in DynamoDB JSON, such as `{"STATUS":{"S":"Completed"}}`, in one pass.
public final class ItemReader {
  /// DynamoDB's limit for attribute names, in bytes. Jackson's default is lower.
  private static final int LONGEST_NAME = 65_535;

  /// Names aren't interned, because the writers of items choose them and could fill the table.
  static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNameLength(LONGEST_NAME).build())
          .build();

  private ItemReader() {}

  /// @throws InvalidItem if the text isn't exactly one item
  public static Image read(String json) {
    try (var parser = JSON.createParser(json)) {
      parser.nextToken();
      var image = read(parser, json);
      expect(parser, parser.nextToken(), null, "there is text after the item");
      return image;
    } catch (JacksonException malformed) {
      // Neither the message nor the cause is kept: both may quote the text.
      throw invalidItem(malformed.getLocation(), "invalid JSON");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// Parses an item inside a larger document, such as a stream record.
  ///
  /// @param parser positioned at the item's start; afterwards at its end
  /// @param text the whole text that the parser reads
  /// @throws InvalidItem if the parser isn't at a valid item
  public static Image read(JsonParser parser, String text) throws IOException {
    expect(parser, parser.currentToken(), JsonToken.START_OBJECT, "an item must be an object");
    var attributes = new HashMap<String, ItemValue>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      if (attributes.put(name, attribute(parser, text)) != null) {
        throw invalidItem(parser.currentTokenLocation(), "an attribute is repeated");
      }
    }
    return new Image(attributes);
  }

  private static ItemValue attribute(JsonParser parser, String text) throws IOException {
    expect(parser, parser.nextToken(), JsonToken.START_OBJECT, "an attribute must be an object");
    var start = offset(parser);
    expect(parser, parser.nextToken(), JsonToken.FIELD_NAME, "an attribute must have a type");
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
    expect(parser, token, JsonToken.VALUE_STRING, "the values of S and N must be strings");
    var string = parser.getText();
    end(parser);
    return string;
  }

  private static void end(JsonParser parser) throws IOException {
    expect(
        parser,
        parser.nextToken(),
        JsonToken.END_OBJECT,
        "an attribute must have exactly one type");
  }

  private static int offset(JsonParser parser) {
    return Math.toIntExact(parser.currentTokenLocation().getCharOffset());
  }

  private static void expect(
      JsonParser parser, @Nullable JsonToken token, @Nullable JsonToken expected, String what) {
    if (token != expected) {
      throw invalidItem(parser.currentTokenLocation(), what);
    }
  }

  private static InvalidItem invalidItem(@Nullable JsonLocation where, String what) {
    return new InvalidItem(
        "not valid DynamoDB JSON, at character %d: %s"
            .formatted(where == null ? 0 : where.getCharOffset() + 1, what));
  }
}
