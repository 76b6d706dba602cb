package farestream.cli.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/// Writes one JSON object incrementally, because the output of a long command may not fit into
/// memory. Closing it ends the document, so that it is valid JSON even after a failure.
public final class JsonStream implements AutoCloseable {
  private final PrintWriter out;
  private final JsonGenerator json;

  public JsonStream(PrintWriter out) {
    this.out = out;
    try {
      this.json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
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

  /// Ends the object and everything still open in it.
  @Override
  public void close() {
    write(JsonGenerator::close);
    out.println();
  }
}
