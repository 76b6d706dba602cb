package farestream.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An item of the trips table as it stood before or after a change.
///
/// @param attributes by name
public record Image(Map<String, ItemValue> attributes) {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /// Absent, too, where it is NULL: so the SDK's enhanced client writes what isn't there.
  public Optional<ItemValue> attribute(String name) {
    return Optional.ofNullable(attributes.get(name)).filter(value -> !value.isNull());
  }

  public Optional<String> text(String name) {
    return attribute(name)
        .flatMap(
            value ->
                switch (value) {
                  case ItemValue.Text(var text) -> Optional.of(text);
                  case ItemValue.Numeric _, ItemValue.Other _ -> Optional.empty();
                });
  }

  /// What [#toJson()] wrote, and any other item in DynamoDB's JSON.
  ///
  /// @throws NotAnItem if the text is anything else
  public static Image fromJson(String json) {
    return ItemReader.read(json);
  }

  /// The item as DynamoDB's own JSON, such as `{"STATUS":{"S":"Completed"}}`, in the order of the
  /// names: every reader of the same record makes the same.
  public String toJson() {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (var entry : new TreeMap<>(attributes).entrySet()) {
        json.writeFieldName(entry.getKey());
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, ItemValue value) throws IOException {
    switch (value) {
      case ItemValue.Text(var text) -> typed(json, "S", text);
      case ItemValue.Numeric(var digits) -> typed(json, "N", digits);
      case ItemValue.Other(var raw) -> json.writeRawValue(raw);
    }
  }

  private static void typed(JsonGenerator json, String type, String text) throws IOException {
    json.writeStartObject();
    json.writeStringField(type, text);
    json.writeEndObject();
  }
}
