package farestream.cli.fare;

import com.fasterxml.jackson.core.JsonGenerator;
import farestream.cli.console.TextTable;
import farestream.tlc.PartsTally;
import java.io.IOException;
import java.io.PrintWriter;

/// Prints whether the parts of records add up to their totals, and under which interpretation.
final class PartsText {
  private PartsText() {}

  static void print(PartsTally parts, PrintWriter out) {
    if (parts.rows().isEmpty()) {
      return;
    }
    out.println();
    var table = new TextTable("month", "vendor", "the parts add up", "remainder", "records");
    for (var row : parts.rows()) {
      table.row(
          row.month(),
          row.vendor(),
          row.reading().isEmpty() ? "no" : row.reading(),
          row.remainder(),
          Long.toString(row.records()));
    }
    table.print(out);
  }

  static void write(PartsTally parts, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("parts");
    for (var row : parts.rows()) {
      json.writeStartObject();
      json.writeStringField("month", row.month());
      json.writeStringField("vendor", row.vendor());
      json.writeBooleanField("addUp", !row.reading().isEmpty());
      json.writeStringField("reading", row.reading());
      json.writeStringField("remainder", row.remainder());
      json.writeNumberField("records", row.records());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
