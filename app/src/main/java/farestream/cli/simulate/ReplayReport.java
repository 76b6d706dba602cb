package farestream.cli.simulate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.cli.console.JsonStream;
import farestream.cli.console.TextTable;
import farestream.cli.tripfile.FindingsText;
import farestream.replay.LedgerWait;
import farestream.replay.ReplayResult;
import farestream.tlc.FileFindings;
import farestream.view.ReplayViews;
import farestream.view.ReplayViews.ReplayComparison;
import farestream.view.TripFileViews;
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
      var replay = new ReplayComparison(replayed, arrived);
      TextTable.transposed("records", "number", ReplayViews.REPLAY, replay).print(out);
      out.println();
      SidesTable.print(out, replayed.trips(), replayed.total(), arrived);
      if (replayed.trips() > 0 && replay.agrees()) {
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
      report.members(TripFileViews.FINDINGS.json(findings));
      report.write(json -> json.writeArrayFieldStart("inTheWay"));
    }

    @Override
    public void refused(long line, String reason) {
      report.element(JsonNodeFactory.instance.objectNode().put("line", line).put("reason", reason));
    }

    @Override
    public void end(ReplayResult replayed, LedgerWait.Outcome arrived) {
      report.write(JsonGenerator::writeEndArray);
      report.members(ReplayViews.REPLAY.json(new ReplayComparison(replayed, arrived)));
    }

    @Override
    public void close() {
      report.close();
    }
  }
}
