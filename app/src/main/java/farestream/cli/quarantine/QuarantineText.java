package farestream.cli.quarantine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import farestream.cli.console.CellText;
import farestream.cli.console.TextTable;
import farestream.failure.Refusal;
import farestream.ledger.QuarantinedRecord;
import farestream.ledger.QuarantinedRecord.Ledgered;
import farestream.ledger.Resolution;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Records in quarantine, as a person or a program reads them.
final class QuarantineText {
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
    var first = faults.isEmpty() ? "" : CellText.of(faults.getFirst());
    return faults.size() < 2 ? first : "%s (+%d more)".formatted(first, faults.size() - 1);
  }

  static String resolution(Resolution how) {
    return "%s %s: %s"
        .formatted(how.kind().text(), TextTable.time(how.at()), CellText.oneLine(how.reason()));
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
