package farestream.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/// One JSON object, printed as a long command goes on: there may be more to say than memory holds.
final class JsonStream {
  private final PrintWriter out;
  private final JsonGenerator json;

  JsonStream(PrintWriter out) {
    this.out = out;
    try {
      this.json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    write(JsonGenerator::writeStartObject);
  }

  /// A part of the object.
  interface Part {
    void write(JsonGenerator json) throws IOException;
  }

  void write(Part part) {
    try {
      part.write(json);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void end() {
    write(JsonGenerator::writeEndObject);
    write(JsonGenerator::flush);
    out.println();
  }
}
