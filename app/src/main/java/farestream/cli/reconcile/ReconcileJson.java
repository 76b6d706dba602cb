package farestream.cli.reconcile;

import com.fasterxml.jackson.core.JsonGenerator;
import farestream.cli.console.JsonStream;
import farestream.reconcile.Comparison;
import farestream.reconcile.Finding;
import farestream.reconcile.Reconciliation;
import farestream.reconcile.RepairReport;
import farestream.reconcile.SideTotals;
import farestream.reconcile.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;

/// Writes a comparison as one JSON object with every trip that isn't equal. Keys are in camelCase,
/// and differing fields are named as the columns of `trips`. It contains no personal data, because
/// it may end in a log.
final class ReconcileJson implements ReconcileReport {
  private static final Pattern WORD = Pattern.compile("_(.)");

  private final JsonStream report;

  ReconcileJson(PrintWriter out) {
    this.report = new JsonStream(out);
  }

  @Override
  public void compared(Comparison comparison, Reconciliation reconciliation) throws SQLException {
    report.write(json -> write(json, comparison));
    report.write(json -> json.writeArrayFieldStart("findings"));
    for (var verdict : Verdict.values()) {
      reconciliation.findings(verdict, finding -> report.write(json -> write(json, finding)));
    }
    report.write(JsonGenerator::writeEndArray);
  }

  @Override
  public void repaired(RepairReport repaired, Reconciliation reconciliation) throws SQLException {
    report.write(
        json -> {
          json.writeObjectFieldStart("repair");
          json.writeStringField("source", repaired.source());
          json.writeNumberField("recorded", repaired.recorded());
          json.writeNumberField("amended", repaired.amended());
          json.writeNumberField("removalsNoted", repaired.removalsNoted());
          json.writeNumberField("quarantined", repaired.quarantined());
          json.writeNumberField("leftAlone", repaired.leftAlone());
          json.writeNumberField("gapsHealed", repaired.gapsHealed());
        });
    compared(repaired.after(), reconciliation);
    report.write(JsonGenerator::writeEndObject);
  }

  @Override
  public void end() {
    report.close();
  }

  private static void write(JsonGenerator json, Comparison comparison) throws IOException {
    json.writeStringField("began", comparison.began().toString());
    json.writeBooleanField("equal", comparison.isEqual());
    json.writeNumberField("faults", comparison.faults());
    json.writeObjectFieldStart("trips");
    for (var verdict : Verdict.values()) {
      write(json, name(verdict), comparison.of(verdict));
    }
    write(json, "inAll", comparison.inAll());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, SideTotals totals) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("number", totals.trips());
    json.writeNumberField("items", totals.items());
    json.writeNumberField("dynamodbTotal", totals.inDynamoDb());
    json.writeNumberField("rows", totals.rows());
    json.writeNumberField("postgresqlTotal", totals.inPostgres());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("verdict", name(finding.verdict()));
    json.writeStringField("tripinfo", finding.tripInfo());
    json.writeStringField("item", name(finding.item()));
    if (finding.inDynamoDb().isPresent()) {
      json.writeNumberField("dynamodbTotal", finding.inDynamoDb().get());
    }
    if (finding.inPostgres().isPresent()) {
      json.writeNumberField("postgresqlTotal", finding.inPostgres().get());
    }
    if (finding.quarantineId().isPresent()) {
      json.writeNumberField("record", finding.quarantineId().get());
    }
    if (finding.differences().isPresent()) {
      json.writeFieldName("fields");
      json.writeRawValue(finding.differences().get());
    }
    json.writeEndObject();
  }

  /// Returns a constant's name as a JSON key: `MISSING_IN_LEDGER` becomes `missingInLedger`.
  private static String name(Enum<?> constant) {
    return WORD.matcher(constant.name().toLowerCase(Locale.ROOT))
        .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }
}
