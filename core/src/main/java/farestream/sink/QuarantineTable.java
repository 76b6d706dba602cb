package farestream.sink;

import farestream.database.SqlArrays;
import farestream.stream.TripChange;
import farestream.trip.TripAttribute;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes rejected records to the table `quarantine`, each with its item and the reasons.
final class QuarantineTable {
  private static final String PUT =
      """
      insert into quarantine (stream_arn, sequence_number, rider_email, trip_info, reason, payload)
      select ?, sequence_number, rider_email, trip_info, reason, payload::json
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        as record (sequence_number, rider_email, trip_info, reason, payload)
      on conflict on constraint a_record_is_quarantined_once do nothing
      returning sequence_number
      """;

  private QuarantineTable() {}

  /// Inserts the records that aren't quarantined yet; those that are stay unchanged.
  ///
  /// @return the sequence numbers of the inserted records
  static List<String> put(Connection connection, String source, List<RejectedChange> records)
      throws SQLException {
    if (records.isEmpty()) {
      return List.of();
    }
    try (var insert = connection.prepareStatement(PUT)) {
      insert.setString(1, source);
      SqlArrays.texts(insert, 2, records, record -> record.change().sequenceNumber());
      SqlArrays.texts(insert, 3, records, record -> key(record.change(), TripAttribute.RIDERID));
      SqlArrays.texts(insert, 4, records, record -> key(record.change(), TripAttribute.TRIPINFO));
      SqlArrays.texts(insert, 5, records, RejectedChange::reason);
      SqlArrays.texts(insert, 6, records, record -> payload(record.change()));
      var put = new ArrayList<String>();
      try (var rows = insert.executeQuery()) {
        while (rows.next()) {
          put.add(rows.getString(1));
        }
      }
      return put;
    }
  }

  private static @Nullable String key(TripChange change, String name) {
    return change.keys().text(name).map(text -> text.replace('\0', '\uFFFD')).orElse(null);
  }

  /// Returns the item after the change as DynamoDB JSON, or its key if the record has no new image.
  private static String payload(TripChange change) {
    return change.current().orElse(change.keys()).toJson();
  }
}
