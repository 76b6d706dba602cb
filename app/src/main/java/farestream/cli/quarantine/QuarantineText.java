package farestream.cli.quarantine;

import farestream.failure.Refusal;
import farestream.quarantine.QuarantinedRecord;
import farestream.quarantine.Resolution;
import farestream.view.QuarantineViews;
import java.sql.Connection;
import java.sql.SQLException;

/// Finds quarantined records and words their refusals.
final class QuarantineText {
  private QuarantineText() {}

  static QuarantinedRecord find(Connection connection, long id) throws SQLException {
    return QuarantinedRecord.find(connection, id)
        .orElseThrow(
            () ->
                new Refusal(
                    "there is no quarantined record %d: see ./farestream quarantine list --all"
                        .formatted(id)));
  }

  static Refusal resolvedBefore(QuarantinedRecord record, Resolution how) {
    return new Refusal("record %d is closed: %s".formatted(record.id(), QuarantineViews.text(how)));
  }
}
