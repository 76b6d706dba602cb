package farestream.stream;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What AWS Lambda writes into an on-failure destination of a stream when it gives up a batch. Of
/// all kinds of destination only S3 gets the event itself, as the string `payload`.
///
/// Source: AWS Lambda Developer Guide, "Retaining discarded records for a DynamoDB event source".
///
/// @param why Lambda's reasons, in one line
public record InvocationRecord(String why, StreamEvent event) {
  /// What a line with Lambda's reasons begins with.
  public static final String GIVEN_UP = "Lambda gave it up: ";

  private static final Pattern WORD = Pattern.compile("[\\w.:$-]{1,60}");

  /// @throws NotAStreamEvent if the text isn't one such record, with an event in it
  public static InvocationRecord read(String json) {
    require(!json.isBlank(), "it is empty");
    var said = new HashMap<String, String>();
    try (var parser = ItemReader.JSON.createParser(json)) {
      require(parser.nextToken() == JsonToken.START_OBJECT, "it is no JSON object");
      fields(parser, "", said);
      require(parser.nextToken() == null, "there is more after the JSON object");
    } catch (JacksonException malformed) {
      // Without its message and as no cause of ours: both may quote the text.
      throw new NotAStreamEvent(
          "it is no JSON at character " + StreamEventReader.character(malformed));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    require(said.containsKey("requestContext.condition"), "it has no requestContext.condition");
    var payload = said.get("payload");
    if (payload == null) {
      throw new NotAStreamEvent("it has no payload, which only a destination in S3 gets");
    }
    return new InvocationRecord(why(said), StreamEventReader.read(payload));
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new NotAStreamEvent(what);
    }
  }

  /// Texts and numbers of the object and of those within, by the names that lead to them.
  private static void fields(JsonParser parser, String path, Map<String, String> said)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = path + parser.currentName();
      var value = parser.nextToken();
      if (value == JsonToken.START_OBJECT && path.isEmpty()) {
        fields(parser, name + ".", said);
      } else if (value == JsonToken.VALUE_STRING || value.isNumeric()) {
        said.put(name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
  }

  private static String why(Map<String, String> said) {
    return "%s%s%s%s%s"
        .formatted(
            GIVEN_UP,
            word(said, "requestContext.condition").orElse("it doesn't say why"),
            word(said, "requestContext.approximateInvokeCount")
                .map(" after %s invocations"::formatted)
                .orElse(""),
            word(said, "responseContext.functionError")
                .map(", the last of which ended %s"::formatted)
                .orElse(""),
            word(said, "timestamp").map(", at %s"::formatted).orElse(""));
  }

  private static Optional<String> word(Map<String, String> said, String name) {
    return Optional.ofNullable(said.get(name)).filter(text -> WORD.matcher(text).matches());
  }
}
