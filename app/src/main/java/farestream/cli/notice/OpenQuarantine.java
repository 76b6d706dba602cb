package farestream.cli.notice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.cli.console.Plural;
import farestream.config.Config;
import farestream.quarantine.QuarantinedRecord;
import java.io.PrintWriter;
import java.sql.SQLException;

/// How many records in quarantine are open, for the commands that settle money without them.
///
/// @param ofNoRow those whose trip has no row, so that it is in no bill for certain
public record OpenQuarantine(long records, long ofNoRow) {

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

  public void json(ObjectNode json) {
    json.put("openQuarantine", records);
    json.put("openQuarantineNotRecorded", ofNoRow);
  }
}
