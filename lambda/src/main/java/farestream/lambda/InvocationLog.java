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

/// One line of JSON for each invocation, which is its metrics, too: CloudWatch takes them out
/// of the line, by its embedded metric format. Numbers and states only; nothing of what a
/// record holds.
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

  /// Who was invoked.
  record Invocation(String function, String requestId) {}

  void told(Invocation invocation, StreamEvent event, BatchOutcome outcome) {
    line(
        json -> {
          switch (outcome) {
            case BatchOutcome.Committed committed -> {
              metrics(json, List.of("recorded", "amended", "quarantined", "notCommitted", "lag"));
              who(json, invocation, "info", "committed");
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
              metrics(json, List.of("notCommitted", "lag"));
              who(json, invocation, "warn", "not committed");
              json.writeNumberField("records", event.changes().size() + event.unreadable().size());
              json.writeNumberField("notCommitted", 1);
              json.writeNumberField("lag", lagMillis(event));
              fault(json, outage);
            }
            case BatchOutcome.Fenced _ -> who(json, invocation, "error", "fenced");
          }
        });
  }

  /// What went wrong before there was anything to do.
  void failed(String what, SQLException outage) {
    line(
        json -> {
          json.writeStringField("level", "warn");
          json.writeStringField("message", what);
          fault(json, outage);
        });
  }

  /// From the oldest record of the batch until now, that it is committed or has failed.
  private long lagMillis(StreamEvent event) {
    var now = clock.instant();
    return event.oldest().map(oldest -> Duration.between(oldest, now).toMillis()).orElse(0L);
  }

  private void metrics(JsonGenerator json, List<String> names) throws IOException {
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

  private static void who(JsonGenerator json, Invocation invocation, String level, String message)
      throws IOException {
    json.writeStringField("level", level);
    json.writeStringField("message", message);
    json.writeStringField("function", invocation.function());
    json.writeStringField("requestId", invocation.requestId());
  }

  /// Of what the server says its first line only: the details may quote a row.
  private static void fault(JsonGenerator json, SQLException outage) throws IOException {
    json.writeStringField("sqlState", String.valueOf(outage.getSQLState()));
    var said =
        outage instanceof PSQLException refused && refused.getServerErrorMessage() != null
            ? refused.getServerErrorMessage().getMessage()
            : outage.getMessage();
    json.writeStringField("error", String.valueOf(said));
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private void line(Fields fields) {
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
