package farestream.cli.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/// One JSON object, printed as a long command goes on: there may be more to say than memory holds.
/// Ended early, by a refusal or a failure, it is a whole document all the same.
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

  /// A part of the object.
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

  /// Ends the object, with what is open in it.
  @Override
  public void close() {
    write(JsonGenerator::close);
    out.println();
  }
}
