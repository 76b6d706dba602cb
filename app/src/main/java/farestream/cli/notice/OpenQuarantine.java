package farestream.cli.notice;

import farestream.cli.console.Plural;
import farestream.config.Config;
import farestream.quarantine.QuarantinedRecord;
import farestream.view.View;
import java.io.PrintWriter;
import java.sql.SQLException;

/// The number of open quarantined records, for the commands that bill and pay without them.
///
/// @param ofNoRow the records whose trip has no row in the ledger and so can't be in a bill
public record OpenQuarantine(long records, long ofNoRow) {
  public static final View<OpenQuarantine> VIEW =
      View.<OpenQuarantine>empty()
          .detail("openQuarantine", OpenQuarantine::records)
          .detail("openQuarantineNotRecorded", OpenQuarantine::ofNoRow);

  public static OpenQuarantine of(Config config) throws SQLException {
    try (var connection = config.ledger().getConnection()) {
      return new OpenQuarantine(
          QuarantinedRecord.countOpen(connection), QuarantinedRecord.countOpenOfNoRow(connection));
    }
  }

  public void printNotBilled(PrintWriter out) {
    if (ofNoRow > 0) {
      out.printf(
          "not billed: %s in quarantine, see ./farestream quarantine list%n",
          Plural.of(ofNoRow, "record"));
    }
  }
}
