package farestream.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import farestream.sink.BatchOutcome;
import farestream.stream.StreamEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.postgresql.util.PSQLException;

/// Writes one line of JSON per invocation, in CloudWatch's embedded metric format: CloudWatch
/// extracts the metrics from the line. A line holds counts and states, never a record's content.
final class InvocationLog {
  static final String NAMESPACE = "Farestream";

  private static final JsonFactory JSON = new JsonFactory();
  private static final String COUNT = "Count";
  private static final Map<String, String> UNITS =
      Map.of(
          "recorded", COUNT,
          "amended", COUNT,
          "quarantined", COUNT,
          "notCommitted", COUNT,
          "lag", "Milliseconds");

  private final PrintStream out;
  private final Clock clock;

  InvocationLog(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /// Identifies an invocation by the function's name and the request's id.
  record Invocation(String function, String requestId) {}

  void writeOutcome(Invocation invocation, StreamEvent event, BatchOutcome outcome) {
    writeLine(
        json -> {
          switch (outcome) {
            case BatchOutcome.Committed committed -> {
              writeMetrics(
                  json, List.of("recorded", "amended", "quarantined", "notCommitted", "lag"));
              writeHeader(json, invocation, "info", "committed");
              json.writeNumberField("recorded", committed.recorded());
              json.writeNumberField("amended", committed.amended());
              json.writeNumberField("unchanged", committed.unchanged());
              json.writeNumberField("removed", committed.removed());
              json.writeNumberField("ignored", committed.ignored());
              json.writeNumberField("quarantined", committed.rejected().size());
              json.writeNumberField("notCommitted", 0);
              json.writeNumberField("lag", lagMillis(event));
            }
            case BatchOutcome.NotCommitted(_, var outage) -> {
              writeMetrics(json, List.of("notCommitted", "lag"));
              writeHeader(json, invocation, "warn", "not committed");
              json.writeNumberField("records", event.changes().size() + event.unreadable().size());
              json.writeNumberField("notCommitted", 1);
              json.writeNumberField("lag", lagMillis(event));
              writeError(json, outage);
            }
            case BatchOutcome.Fenced _ -> writeHeader(json, invocation, "error", "fenced");
          }
        });
  }

  /// Writes a line for an outage outside of any invocation.
  void writeOutage(String message, SQLException outage) {
    writeLine(
        json -> {
          json.writeStringField("level", "warn");
          json.writeStringField("message", message);
          writeError(json, outage);
        });
  }

  /// Returns the age of the batch's oldest record now that the batch is committed or has failed;
  /// 0 if its age is unknown.
  private long lagMillis(StreamEvent event) {
    var now = clock.instant();
    return event.oldest().map(oldest -> Duration.between(oldest, now).toMillis()).orElse(0L);
  }

  private void writeMetrics(JsonGenerator json, List<String> names) throws IOException {
    json.writeObjectFieldStart("_aws");
    json.writeNumberField("Timestamp", clock.millis());
    json.writeArrayFieldStart("CloudWatchMetrics");
    json.writeStartObject();
    json.writeStringField("Namespace", NAMESPACE);
    json.writeArrayFieldStart("Dimensions");
    json.writeStartArray();
    json.writeString("function");
    json.writeEndArray();
    json.writeEndArray();
    json.writeArrayFieldStart("Metrics");
    for (var name : names) {
      json.writeStartObject();
      json.writeStringField("Name", name);
      json.writeStringField("Unit", UNITS.getOrDefault(name, COUNT));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeHeader(
      JsonGenerator json, Invocation invocation, String level, String message) throws IOException {
    json.writeStringField("level", level);
    json.writeStringField("message", message);
    json.writeStringField("function", invocation.function());
    json.writeStringField("requestId", invocation.requestId());
  }

  /// Writes the server's primary message only: its DETAIL may quote a row.
  private static void writeError(JsonGenerator json, SQLException outage) throws IOException {
    json.writeStringField("sqlState", String.valueOf(outage.getSQLState()));
    var message =
        outage instanceof PSQLException error && error.getServerErrorMessage() != null
            ? error.getServerErrorMessage().getMessage()
            : outage.getMessage();
    json.writeStringField("error", String.valueOf(message));
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private void writeLine(Fields fields) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    out.println(text);
    out.flush();
  }
}
