package farestream.dynamodb.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a response as JSON. Values can be maps, collections, strings, numbers, booleans, `null`,
/// parts of a request, and [Writable]s.
public final class JsonWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonWriter() {}

  /// A part of a response that writes its own JSON.
  @FunctionalInterface
  public interface Writable {
    void write(JsonGenerator json) throws IOException;
  }

  public static byte[] write(Object value) {
    var bytes = new ByteArrayOutputStream(512);
    try (var json = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
      write(json, value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  public static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Writable own -> own.write(json);
      case String text -> json.writeString(text);
      case Boolean truth -> json.writeBoolean(truth);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case BigDecimal number -> json.writeNumber(number);
      case JsonObject object -> write(json, object.fields());
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (var field : map.entrySet()) {
          json.writeFieldName((String) field.getKey());
          write(json, field.getValue());
        }
        json.writeEndObject();
      }
      case Iterable<?> list -> {
        json.writeStartArray();
        for (var each : list) {
          write(json, each);
        }
        json.writeEndArray();
      }
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }
}
