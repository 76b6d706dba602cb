package farestream.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import farestream.reconcile.Comparison;
import farestream.reconcile.Finding;
import farestream.reconcile.Reconciliation;
import farestream.reconcile.Repaired;
import farestream.reconcile.Tally;
import farestream.reconcile.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Locale;

/// A comparison for programs: one object, with every trip that is not equal.
final class ReconcileJson implements ReconcileReport {
  private final PrintWriter out;
  private final JsonGenerator json;

  ReconcileJson(PrintWriter out) {
    this.out = out;
    try {
      this.json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
      json.writeStartObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public void compared(Comparison comparison, Reconciliation reconciliation) throws SQLException {
    write(() -> writeComparison(comparison));
    write(() -> json.writeArrayFieldStart("findings"));
    for (var verdict : Verdict.values()) {
      reconciliation.findings(verdict, finding -> write(() -> writeFinding(finding)));
    }
    write(json::writeEndArray);
  }

  @Override
  public void repaired(Repaired repaired, Reconciliation reconciliation) throws SQLException {
    write(
        () -> {
          json.writeObjectFieldStart("repair");
          json.writeStringField("source", repaired.source());
          json.writeNumberField("recorded", repaired.recorded());
          json.writeNumberField("amended", repaired.amended());
          json.writeNumberField("removalsNoted", repaired.removalsNoted());
          json.writeNumberField("setAside", repaired.setAside());
          json.writeNumberField("leftAlone", repaired.leftAlone());
          json.writeNumberField("gapsHealed", repaired.gapsHealed());
        });
    compared(repaired.after(), reconciliation);
    write(json::writeEndObject);
  }

  @Override
  public void end() {
    write(
        () -> {
          json.writeEndObject();
          json.flush();
        });
    out.println();
  }

  private void writeComparison(Comparison comparison) throws IOException {
    json.writeStringField("began", comparison.began().toString());
    json.writeBooleanField("equal", comparison.isEqual());
    json.writeNumberField("faults", comparison.faults());
    json.writeObjectFieldStart("trips");
    for (var verdict : Verdict.values()) {
      writeTally(verdict.code(), comparison.of(verdict));
    }
    writeTally("in_all", comparison.inAll());
    json.writeEndObject();
  }

  private void writeTally(String name, Tally tally) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("number", tally.trips());
    json.writeNumberField("items", tally.items());
    json.writeNumberField("dynamodbTotal", tally.inDynamoDb());
    json.writeNumberField("rows", tally.rows());
    json.writeNumberField("postgresqlTotal", tally.inPostgres());
    json.writeEndObject();
  }

  private void writeFinding(Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("verdict", finding.verdict().code());
    json.writeStringField("tripinfo", finding.tripInfo());
    json.writeStringField("item", finding.item().name().toLowerCase(Locale.ROOT));
    if (finding.inDynamoDb().isPresent()) {
      json.writeNumberField("dynamodbTotal", finding.inDynamoDb().get());
    }
    if (finding.inPostgres().isPresent()) {
      json.writeNumberField("postgresqlTotal", finding.inPostgres().get());
    }
    if (finding.differences().isPresent()) {
      json.writeFieldName("fields");
      json.writeRawValue(finding.differences().get());
    }
    json.writeEndObject();
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static void write(Writing writing) {
    try {
      writing.run();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
