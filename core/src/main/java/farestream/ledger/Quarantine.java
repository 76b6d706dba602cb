package farestream.ledger;

import farestream.ledger.Ledger.SetAside;
import farestream.stream.TripChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Records that the ledger would not take, whole and with the reason.
final class Quarantine {
  private static final String PUT =
      """
      insert into quarantine (stream_arn, sequence_number, rider_email, trip_info, reason, payload)
      select ?, sequence_number, rider_email, trip_info, reason, payload::json
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        as record (sequence_number, rider_email, trip_info, reason, payload)
      on conflict on constraint a_record_is_quarantined_once do nothing
      """;

  private Quarantine() {}

  /// @return how many were put there; a record that was there already stays as it was
  static int put(Connection connection, String streamArn, List<SetAside> records)
      throws SQLException {
    if (records.isEmpty()) {
      return 0;
    }
    try (var insert = connection.prepareStatement(PUT)) {
      insert.setString(1, streamArn);
      setTexts(insert, 2, records, record -> record.change().sequenceNumber());
      setTexts(insert, 3, records, record -> key(record.change(), "riderid"));
      setTexts(insert, 4, records, record -> key(record.change(), "tripinfo"));
      setTexts(insert, 5, records, SetAside::reason);
      setTexts(insert, 6, records, record -> payload(record.change()));
      return insert.executeUpdate();
    }
  }

  private static @Nullable String key(TripChange change, String name) {
    return change.keys().text(name).map(text -> text.replace('\0', '\uFFFD')).orElse(null);
  }

  /// What it had become; of a record that is set aside there always is such an image.
  private static String payload(TripChange change) {
    return change.current().orElse(change.keys()).toJson();
  }

  private static void setTexts(
      java.sql.PreparedStatement statement,
      int index,
      List<SetAside> records,
      Function<SetAside, @Nullable String> text)
      throws SQLException {
    var texts = records.stream().map(text).toArray(String[]::new);
    statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
  }
}
