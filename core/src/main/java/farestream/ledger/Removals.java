package farestream.ledger;

import farestream.ledger.Ledger.Removal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Notes of completed trips whose item was removed. The rows in `trips` stay.
final class Removals {
  private static final String PUT =
      """
      insert into trip_removal (rider_email, trip_info, sequence_number)
      select rider_email, trip_info, max(sequence_number::numeric)
      from unnest(?::text[], ?::text[], ?::text[]) as removal
        (rider_email, trip_info, sequence_number)
      group by rider_email, trip_info
      on conflict (rider_email, trip_info) do update set
        sequence_number = excluded.sequence_number, id = excluded.id, noted_at = excluded.noted_at
      where excluded.sequence_number > trip_removal.sequence_number
      """;

  private Removals() {}

  static void put(Connection connection, List<Removal> removals) throws SQLException {
    if (removals.isEmpty()) {
      return;
    }
    try (var upsert = connection.prepareStatement(PUT)) {
      SqlArrays.texts(upsert, 1, removals, removal -> removal.key().riderEmail());
      SqlArrays.texts(upsert, 2, removals, removal -> removal.key().tripInfo());
      SqlArrays.texts(upsert, 3, removals, Removal::sequenceNumber);
      upsert.executeUpdate();
    }
  }
}
