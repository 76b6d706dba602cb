package farestream.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import farestream.quarantine.QuarantinedRecord;
import farestream.quarantine.QuarantinedRecord.LedgerState;
import farestream.quarantine.Resolution;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Views of quarantined records.
public final class QuarantineViews {

  /// An open record. The item contains personal data.
  public static final View<QuarantinedRecord> OPEN =
      View.<QuarantinedRecord>empty()
          .column("id", "record", QuarantinedRecord::id)
          .column("since", QuarantinedRecord::since)
          .column("rider", "riderEmail", QuarantinedRecord::riderEmail)
          .column("tripinfo", QuarantinedRecord::tripInfo)
          .column("total", QuarantinedRecord::total)
          .column(
              "in ledger",
              "ledger",
              record -> name(record.ledgerState()),
              record -> text(record.ledgerState()))
          .column("reason", "faults", QuarantinedRecord::faults, record -> first(record.faults()))
          .detail("stream", QuarantinedRecord::source)
          .detail("sequenceNumber", QuarantinedRecord::sequenceNumber)
          .detail("resolution", record -> record.resolution().map(how -> how.kind().text()))
          .detail("resolvedAt", record -> record.resolution().map(Resolution::at))
          .detail("actor", record -> record.resolution().map(Resolution::actor))
          .detail("resolutionReason", record -> record.resolution().map(Resolution::reason))
          .detail(
              "item",
              record -> JsonNodeFactory.instance.rawValueNode(new RawValue(record.payload())));

  /// A record of any state: open, replayed or dropped.
  public static final View<QuarantinedRecord> ALL =
      OPEN.summary("resolved", record -> record.resolution().map(QuarantineViews::text));

  private QuarantineViews() {}

  public static String text(Resolution how) {
    return "%s %s by %s: %s"
        .formatted(
            how.kind().text(), how.at().truncatedTo(ChronoUnit.SECONDS), how.actor(), how.reason());
  }

  public static String text(LedgerState state) {
    return switch (state) {
      case NOTHING -> "no";
      case EARLIER -> "an earlier state";
      case SUPERSEDED -> "yes";
    };
  }

  private static String name(LedgerState state) {
    return switch (state) {
      case NOTHING -> "nothing";
      case EARLIER -> "earlier";
      case SUPERSEDED -> "superseded";
    };
  }

  /// Returns the first fault and the number of further ones.
  public static String first(List<String> faults) {
    var first = faults.isEmpty() ? "" : Value.truncated(faults.getFirst());
    return faults.size() < 2 ? first : "%s (+%d more)".formatted(first, faults.size() - 1);
  }
}
