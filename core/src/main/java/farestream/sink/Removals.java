package farestream.sink;

import farestream.database.SqlArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Records in `trip_removal` that the item of a completed trip was deleted; the row in `trips`
/// stays. An item that was no longer completed when it was deleted counts if its trip is in the
/// ledger or in quarantine.
final class Removals {
  private static final String PUT =
      """
      with removed as (
        select rider_email, trip_info, max(sequence_number::numeric) as sequence_number,
          count(*) as records
        from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as removal
          (rider_email, trip_info, sequence_number, was_completed)
        where was_completed::boolean or is_known_to_ledger(rider_email, trip_info)
        group by rider_email, trip_info
      ), noted as (
        insert into trip_removal (rider_email, trip_info, sequence_number)
        select rider_email, trip_info, sequence_number from removed
        on conflict (rider_email, trip_info) do update set
          sequence_number = excluded.sequence_number, id = excluded.id, noted_at = excluded.noted_at
        where excluded.sequence_number > trip_removal.sequence_number
      )
      select coalesce(sum(records), 0) from removed
      """;

  private Removals() {}

  /// @return how many removals are recorded; those of trips that were never completed aren't
  static int put(Connection connection, List<TripRemoval> removals) throws SQLException {
    if (removals.isEmpty()) {
      return 0;
    }
    try (var upsert = connection.prepareStatement(PUT)) {
      SqlArrays.texts(upsert, 1, removals, removal -> removal.key().riderEmail());
      SqlArrays.texts(upsert, 2, removals, removal -> removal.key().tripInfo());
      SqlArrays.texts(upsert, 3, removals, TripRemoval::sequenceNumber);
      SqlArrays.texts(upsert, 4, removals, removal -> String.valueOf(removal.wasCompleted()));
      try (var row = upsert.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
