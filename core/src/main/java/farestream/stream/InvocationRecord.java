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

/// The record that AWS Lambda writes to an on-failure destination when it discards a batch of a
/// stream. Only destinations in S3 receive the event itself, as the string `payload`.
///
/// Source: AWS Lambda Developer Guide, "Retaining discarded records for a DynamoDB event source".
///
/// @param why Lambda's reason, in one line that starts with [#DISCARDED]
public record InvocationRecord(String why, StreamEvent event) {
  /// The prefix of the line that says why Lambda discarded a record.
  public static final String DISCARDED = "Lambda discarded it: ";

  private static final Pattern WORD = Pattern.compile("[\\w.:$-]{1,60}");

  /// Parses the JSON of an invocation record.
  ///
  /// @throws InvalidStreamEvent if the text isn't exactly one invocation record with an event
  public static InvocationRecord read(String json) {
    require(!json.isBlank(), "it is empty");
    var fields = new HashMap<String, String>();
    try (var parser = ItemReader.JSON.createParser(json)) {
      require(parser.nextToken() == JsonToken.START_OBJECT, "it is not a JSON object");
      flatten(parser, "", fields);
      require(parser.nextToken() == null, "there is text after the JSON object");
    } catch (JacksonException malformed) {
      // Neither the message nor the cause is kept: both may quote the text.
      throw new InvalidStreamEvent(
          "it is not valid JSON at character " + StreamEventReader.character(malformed));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    require(fields.containsKey("requestContext.condition"), "it has no requestContext.condition");
    var payload = fields.get("payload");
    if (payload == null) {
      throw new InvalidStreamEvent("it has no payload, which only a destination in S3 receives");
    }
    return new InvocationRecord(why(fields), StreamEventReader.read(payload));
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new InvalidStreamEvent(what);
    }
  }

  /// Collects the strings and numbers of the object and of the objects one level below, by their
  /// path, such as `requestContext.condition`.
  private static void flatten(JsonParser parser, String path, Map<String, String> fields)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = path + parser.currentName();
      var value = parser.nextToken();
      if (value == JsonToken.START_OBJECT && path.isEmpty()) {
        flatten(parser, name + ".", fields);
      } else if (value == JsonToken.VALUE_STRING || value.isNumeric()) {
        fields.put(name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
  }

  private static String why(Map<String, String> fields) {
    return "%s%s%s%s%s"
        .formatted(
            DISCARDED,
            word(fields, "requestContext.condition").orElse("unknown condition"),
            word(fields, "requestContext.approximateInvokeCount")
                .map(" after %s invocations"::formatted)
                .orElse(""),
            word(fields, "responseContext.functionError")
                .map(", the last with error %s"::formatted)
                .orElse(""),
            word(fields, "timestamp").map(", at %s"::formatted).orElse(""));
  }

  private static Optional<String> word(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name)).filter(text -> WORD.matcher(text).matches());
  }
}
