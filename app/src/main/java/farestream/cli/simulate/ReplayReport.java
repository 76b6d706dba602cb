package farestream.cli.simulate;

import farestream.cli.console.JsonStream;
import farestream.cli.console.TextTable;
import farestream.cli.tripfile.FindingsText;
import farestream.replay.LedgerWait;
import farestream.replay.ReplayResult;
import farestream.tlc.FileFindings;
import java.io.PrintWriter;

/// What a replay has to say: refusals as they come, for there may be many, and the sums at the
/// end.
sealed interface ReplayReport extends AutoCloseable {
  void begin(FileFindings findings);

  void refused(long line, String reason);

  void end(ReplayResult replayed, LedgerWait.Outcome arrived);

  /// Ends the document, so that it is valid even if the replay failed.
  @Override
  void close();

  static ReplayReport of(boolean json, PrintWriter out) {
    return json ? new Json(out) : new Text(out);
  }

  /// Prints the report as text.
  record Text(PrintWriter out) implements ReplayReport {
    @Override
    public void begin(FileFindings findings) {
      FindingsText.print(findings, out);
    }

    @Override
    public void refused(long line, String reason) {
      out.printf("line %d refused: %s%n", line, reason);
    }

    @Override
    public void end(ReplayResult replayed, LedgerWait.Outcome arrived) {
      new TextTable("records", "number")
          .row("read", Long.toString(replayed.read()))
          .row("refused", Long.toString(replayed.refused()))
          .row("completed", Long.toString(replayed.completed()))
          .row("completed before", Long.toString(replayed.alreadyThere()))
          .row("carried into the ledger", Long.toString(arrived.carried()))
          .row("quarantined", Long.toString(arrived.quarantined()))
          .row("missing", Long.toString(arrived.missing()))
          .print(out);
      out.println();
      SidesTable.print(out, replayed.trips(), replayed.total(), arrived);
      if (replayed.trips() > 0 && arrived.agreesWith(replayed.trips(), replayed.total())) {
        out.println("both sides agree to the cent");
      }
    }

    @Override
    public void close() {
      // Every line is complete already.
    }
  }

  /// Writes the report as one JSON object, incrementally.
  final class Json implements ReplayReport {
    private final JsonStream report;

    Json(PrintWriter out) {
      this.report = new JsonStream(out);
    }

    @Override
    public void begin(FileFindings findings) {
      report.write(
          json -> {
            FindingsText.write(findings, json);
            json.writeArrayFieldStart("inTheWay");
          });
    }

    @Override
    public void refused(long line, String reason) {
      report.write(
          json -> {
            json.writeStartObject();
            json.writeNumberField("line", line);
            json.writeStringField("reason", reason);
            json.writeEndObject();
          });
    }

    @Override
    public void end(ReplayResult replayed, LedgerWait.Outcome arrived) {
      report.write(
          json -> {
            json.writeEndArray();
            json.writeNumberField("read", replayed.read());
            json.writeNumberField("refused", replayed.refused());
            json.writeNumberField("completed", replayed.completed());
            json.writeNumberField("completedBefore", replayed.alreadyThere());
            json.writeNumberField("carried", arrived.carried());
            json.writeNumberField("quarantined", arrived.quarantined());
            json.writeNumberField("missing", arrived.missing());
            json.writeNumberField("differing", arrived.differing());
            json.writeNumberField("dynamodbTotal", replayed.total());
            json.writeNumberField("postgresqlTotal", arrived.carriedTotal());
            json.writeNumberField("quarantinedTotal", arrived.quarantinedTotal());
            json.writeBooleanField("agree", arrived.agreesWith(replayed.trips(), replayed.total()));
          });
    }

    @Override
    public void close() {
      report.close();
    }
  }
}
