package farestream.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.json.JsonReader;
import java.util.Map;
import java.util.Objects;

/// What a server answered.
///
/// @param headers by their names in lower case
/// @param text the body
public record HttpAnswer(int status, Map<String, String> headers, String text) {

  public JsonObject json() {
    return JsonReader.read(text.getBytes(UTF_8));
  }

  /// A part of the body that must be there.
  public JsonObject object(String name) {
    return Objects.requireNonNull(json().object(name), name);
  }

  /// The type of a refusal without its namespace; empty if the answer is none.
  public String type() {
    var type = json().text("__type", "");
    return type.substring(type.indexOf('#') + 1);
  }

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
