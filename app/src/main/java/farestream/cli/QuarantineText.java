package farestream.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import farestream.Config;
import farestream.failure.Refusal;
import farestream.ledger.QuarantinedRecord;
import farestream.ledger.QuarantinedRecord.Ledgered;
import farestream.ledger.Resolution;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Records in quarantine, as a person or a program reads them.
final class QuarantineText {
  private static final int LONGEST_CELL = 80;

  /// What would break a line, or what a terminal would obey: keys and reasons are others' texts.
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private QuarantineText() {}

  static QuarantinedRecord find(Connection connection, long id) throws SQLException {
    return QuarantinedRecord.find(connection, id)
        .orElseThrow(
            () ->
                new Refusal(
                    "quarantine has no record %d: see ./farestream quarantine list --all"
                        .formatted(id)));
  }

  static Refusal resolvedBefore(QuarantinedRecord record, Resolution how) {
    return new Refusal("record %d is closed for good: %s".formatted(record.id(), resolution(how)));
  }

  /// How many are open, for the commands that settle money without them.
  static Open open(Config config) throws SQLException {
    try (var connection = config.ledger().getConnection()) {
      return new Open(
          QuarantinedRecord.countOpen(connection), QuarantinedRecord.countOpenOfNoRow(connection));
    }
  }

  /// @param ofNoRow those whose trip has no row, so that it is in no bill for certain
  record Open(long records, long ofNoRow) {

    void printNotBilled(PrintWriter out) {
      if (ofNoRow > 0) {
        out.printf(
            "not billed: %s in quarantine, see ./farestream quarantine list%n",
            Counted.of(ofNoRow, "record"));
      }
    }

    void json(ObjectNode json) {
      json.put("openQuarantine", records);
      json.put("openQuarantineNotRecorded", ofNoRow);
    }
  }

  static String amount(QuarantinedRecord record) {
    return record.amount().map(Object::toString).orElse("");
  }

  static String ledgered(Ledgered ledgered) {
    return switch (ledgered) {
      case NOTHING -> "no";
      case EARLIER -> "an earlier state";
      case SETTLED -> "yes";
    };
  }

  /// The first of them, and how many more there are.
  static String first(List<String> faults) {
    var first = faults.isEmpty() ? "" : cell(faults.getFirst());
    return faults.size() < 2 ? first : "%s (+%d more)".formatted(first, faults.size() - 1);
  }

  static String resolution(Resolution how) {
    return "%s %s: %s"
        .formatted(how.kind().text(), TextTable.time(how.at()), oneLine(how.reason()));
  }

  static String cell(String text) {
    var line = oneLine(text);
    return line.codePointCount(0, line.length()) <= LONGEST_CELL
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_CELL)) + "…";
  }

  static String oneLine(Optional<String> text) {
    return oneLine(text.orElse(""));
  }

  static String oneLine(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
  }

  static ObjectNode json(QuarantinedRecord record) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("id", record.id());
    node.put("since", record.since().toString());
    node.put("rider", record.riderEmail().orElse(null));
    node.put("tripinfo", record.tripInfo().orElse(null));
    record.amount().ifPresent(amount -> node.put("amount", amount.amount()));
    node.put("ledger", json(record.ledgered()));
    node.put("stream", record.source());
    node.put("sequenceNumber", record.sequenceNumber());
    record.faults().forEach(node.putArray("faults")::add);
    node.put("resolution", record.resolution().map(how -> how.kind().text()).orElse(null));
    node.put("resolvedAt", record.resolution().map(how -> how.at().toString()).orElse(null));
    node.put("resolutionReason", record.resolution().map(Resolution::reason).orElse(null));
    node.putRawValue("item", new RawValue(record.payload()));
    return node;
  }

  private static String json(Ledgered ledgered) {
    return switch (ledgered) {
      case NOTHING -> "nothing";
      case EARLIER -> "earlier";
      case SETTLED -> "settled";
    };
  }
}
