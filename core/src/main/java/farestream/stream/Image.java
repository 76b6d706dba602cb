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

/// An item of the trips table before or after a change, as the stream's images show it.
///
/// @param attributes by name
public record Image(Map<String, ItemValue> attributes) {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /// Returns an attribute's value. Empty if it is absent or `NULL`, which the AWS SDK's enhanced
  /// client writes for absent values.
  public Optional<ItemValue> attribute(String name) {
    return Optional.ofNullable(attributes.get(name)).filter(value -> !value.isNull());
  }

  /// Returns the value of a string attribute; empty if it is absent or has another type.
  public Optional<String> text(String name) {
    return attribute(name)
        .flatMap(
            value ->
                switch (value) {
                  case ItemValue.Text(var text) -> Optional.of(text);
                  case ItemValue.Numeric _, ItemValue.Other _ -> Optional.empty();
                });
  }

  /// Parses an item in DynamoDB JSON, such as [#toJson()] writes.
  ///
  /// @throws InvalidItem if the text isn't exactly one item
  public static Image fromJson(String json) {
    return ItemReader.read(json);
  }

  /// Returns the item as DynamoDB JSON, such as `{"STATUS":{"S":"Completed"}}`. The attributes are
  /// sorted by name, so that equal items give equal text.
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
