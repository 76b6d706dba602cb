package farestream.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A record that the ledger would not take.
///
/// @param tripInfo whose trip, where the record says so
/// @param reason every fault that was found
/// @param payload the item as DynamoDB's JSON; holds personal data
public record QuarantinedRecord(
    long id,
    Instant since,
    Optional<String> tripInfo,
    String sequenceNumber,
    String reason,
    String payload) {

  private static final String SELECT =
      "select id, quarantined_at, trip_info, sequence_number, reason, payload from quarantine ";

  /// Newest first.
  public static List<QuarantinedRecord> newest(Connection connection, int limit)
      throws SQLException {
    return select(connection, "order by id desc limit ?", limit);
  }

  public static Optional<QuarantinedRecord> find(Connection connection, long id)
      throws SQLException {
    return select(connection, "where id = ?", id).stream().findFirst();
  }

  private static List<QuarantinedRecord> select(Connection connection, String which, long parameter)
      throws SQLException {
    try (var select = connection.prepareStatement(SELECT + which)) {
      select.setLong(1, parameter);
      var records = new ArrayList<QuarantinedRecord>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          records.add(record(rows));
        }
      }
      return records;
    }
  }

  private static QuarantinedRecord record(ResultSet row) throws SQLException {
    return new QuarantinedRecord(
        row.getLong(1),
        row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
        Optional.ofNullable(row.getString(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6));
  }
}
