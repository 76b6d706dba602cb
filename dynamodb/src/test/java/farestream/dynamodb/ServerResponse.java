package farestream.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.json.JsonReader;
import java.util.Map;
import java.util.Objects;

/// A response of a server.
///
/// @param headers the headers by lower-case name
/// @param text the body
public record ServerResponse(int status, Map<String, String> headers, String text) {

  public JsonObject json() {
    return JsonReader.read(text.getBytes(UTF_8));
  }

  /// Returns an object in the body, which must exist.
  public JsonObject object(String name) {
    return Objects.requireNonNull(json().object(name), name);
  }

  /// Returns the type of an error without its namespace; empty if the response isn't an error.
  public String type() {
    var type = json().text("__type", "");
    return type.substring(type.indexOf('#') + 1);
  }

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
