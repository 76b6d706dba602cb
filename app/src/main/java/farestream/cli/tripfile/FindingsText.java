package farestream.cli.tripfile;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.cli.console.Plural;
import farestream.tlc.FileFindings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;

/// Prints what was found in a file of trip records: each cause once, with the number of records.
public final class FindingsText {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE).build();

  private FindingsText() {}

  public static void print(FileFindings findings, PrintWriter out) {
    var file = findings.file();
    out.printf("%s: %s%n", file.name(), Plural.of(findings.records(), "record"));
    if (!file.missing().isEmpty()) {
      out.println(
          "columns missing from this file, read as blank: " + String.join(", ", file.missing()));
    }
    findings.notices().forEach(cause -> print(cause, ":", out));
    findings.refusals().forEach(cause -> print(cause, " refused:", out));
    if (findings.refused() > 0) {
      out.println(Plural.of(findings.refused(), "record") + " refused");
    }
    if (findings.remainders() > 0) {
      out.printf(
          Locale.ROOT,
          "parts don't add up to the total: %s, %s in all (recorded as other_amount); see ./farestream"
              + " fare check%n",
          Plural.of(findings.remainders(), "record"),
          findings.parts().remainder().toPlainString());
    }
  }

  private static void print(FileFindings.Cause cause, String what, PrintWriter out) {
    var more = cause.records() - 1;
    out.printf(
        Locale.ROOT,
        "line %d%s%s %s%n",
        cause.line(),
        more == 0 ? "" : String.format(Locale.ROOT, " and %,d more", more),
        what,
        cause.example());
  }

  public static ObjectNode json(FileFindings findings) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("file", findings.file().name());
    json.put("records", findings.records());
    findings.file().missing().forEach(json.putArray("missingColumns")::add);
    put(findings.notices(), json.putArray("notices"));
    put(findings.refusals(), json.putArray("refusals"));
    json.put("remainders", findings.remainders());
    json.put("remainderTotal", findings.parts().remainder());
    return json;
  }

  private static void put(Collection<FileFindings.Cause> causes, ArrayNode json) {
    for (var cause : causes) {
      json.addObject()
          .put("line", cause.line())
          .put("reason", cause.example())
          .put("records", cause.records());
    }
  }

  /// Writes the findings as members of the current JSON object.
  public static void write(FileFindings findings, JsonGenerator json) throws IOException {
    for (var member : json(findings).properties()) {
      json.writeFieldName(member.getKey());
      MAPPER.writeTree(json, member.getValue());
    }
  }
}
