package farestream.cli.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/// Writes one JSON object incrementally, because the output of a long command may not fit into
/// memory. Closing it ends the document, so that it is valid JSON even after a failure.
public final class JsonStream implements AutoCloseable {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE).build();

  private final PrintWriter out;
  private final JsonGenerator json;

  public JsonStream(PrintWriter out) {
    this.out = out;
    try {
      this.json = MAPPER.createGenerator(out).useDefaultPrettyPrinter();
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    write(JsonGenerator::writeStartObject);
  }

  /// Writes a part of the object.
  public interface Part {
    void write(JsonGenerator json) throws IOException;
  }

  public void write(Part part) {
    try {
      part.write(json);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Writes the members of a node to the current object.
  public void members(ObjectNode node) {
    for (var member : node.properties()) {
      write(to -> to.writePOJOField(member.getKey(), member.getValue()));
    }
  }

  /// Writes an element of the current array.
  public void element(JsonNode node) {
    write(to -> to.writeTree(node));
  }

  /// Ends the object and everything still open in it.
  @Override
  public void close() {
    write(JsonGenerator::close);
    out.println();
  }
}
