package farestream.quarantine;

import farestream.money.InvalidAmount;
import farestream.money.Money;
import farestream.stream.Image;
import farestream.stream.InvalidItem;
import farestream.stream.InvocationRecord;
import farestream.stream.ItemValue;
import farestream.trip.TripAttribute;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A record in quarantine, which the ledger rejected.
///
/// @param since when it was quarantined
/// @param riderEmail with `tripInfo`, the key of the trip; absent if the record's key is invalid
/// @param source the stream's ARN, or another name of the origin
/// @param reason every fault, one per line
/// @param payload the item as DynamoDB JSON; holds personal data
/// @param resolution absent while the record is open
public record QuarantinedRecord(
    long id,
    Instant since,
    Optional<String> riderEmail,
    Optional<String> tripInfo,
    String source,
    String sequenceNumber,
    String reason,
    String payload,
    LedgerState ledgerState,
    Optional<Resolution> resolution) {

  /// The current state of the record's trip in the ledger.
  public enum LedgerState {
    /// The trip has no row.
    NOTHING,
    /// The row comes from an earlier record.
    EARLIER,
    /// The row comes from this record or a later one; a replay resolves the record as superseded.
    SUPERSEDED
  }

  private static final String SELECT =
      """
      select record.id, quarantined_at, record.rider_email, record.trip_info, stream_arn,
        record.sequence_number, reason, payload,
        trips.sequence_number >= record.sequence_number::numeric,
        resolved_at, resolution, resolution_reason, record.actor
      from quarantine as record left join trips using (rider_email, trip_info)
      """;

  private static final String OPEN_IDS =
      "select id from quarantine where is_open(quarantine) order by sequence_number::numeric, id";

  /// Returns the newest records, newest first.
  public static List<QuarantinedRecord> newest(Connection connection, int limit)
      throws SQLException {
    return select(connection, "order by record.id desc limit ?", limit);
  }

  /// Returns the newest open records, newest first.
  public static List<QuarantinedRecord> newestOpen(Connection connection, int limit)
      throws SQLException {
    return select(connection, "where is_open(record) order by record.id desc limit ?", limit);
  }

  public static Optional<QuarantinedRecord> find(Connection connection, long id)
      throws SQLException {
    return select(connection, "where record.id = ?", id).stream().findFirst();
  }

  /// Returns the ids of the open records in the order of their sequence numbers.
  public static List<Long> openIds(Connection connection) throws SQLException {
    try (var select = connection.createStatement();
        var rows = select.executeQuery(OPEN_IDS)) {
      var ids = new ArrayList<Long>();
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
      return ids;
    }
  }

  public static long countOpen(Connection connection) throws SQLException {
    return count(connection, "");
  }

  /// Counts the open records whose trip has no row, or whose key is invalid.
  public static long countOpenOfNoRow(Connection connection) throws SQLException {
    return count(
        connection,
        """
        and not exists (
          select from trips
          where rider_email = quarantine.rider_email and trip_info = quarantine.trip_info)
        """);
  }

  private static long count(Connection connection, String condition) throws SQLException {
    try (var select = connection.createStatement();
        var row =
            select.executeQuery(
                "select count(*) from quarantine where is_open(quarantine) " + condition)) {
      row.next();
      return row.getLong(1);
    }
  }

  public List<String> faults() {
    return reason.lines().toList();
  }

  /// Returns the line that says why Lambda discarded the record; empty if Lambda didn't.
  Optional<String> lambdaReason() {
    return reason.lines().filter(line -> line.startsWith(InvocationRecord.DISCARDED)).findFirst();
  }

  /// Returns the item's `TOTAL_AMOUNT`; empty if it is absent or invalid. It may be the value that
  /// was rejected.
  public Optional<Money> total() {
    try {
      return Image.fromJson(payload)
          .attribute(TripAttribute.TOTAL_AMOUNT)
          .flatMap(QuarantinedRecord::amount);
    } catch (InvalidItem unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<Money> amount(ItemValue value) {
    try {
      return switch (value) {
        case ItemValue.Numeric(var digits) -> Optional.of(Money.of(digits));
        case ItemValue.Text(var text) -> Optional.of(Money.of(text.strip()));
        case ItemValue.Other _ -> Optional.empty();
      };
    } catch (InvalidAmount unreadable) {
      return Optional.empty();
    }
  }

  private static List<QuarantinedRecord> select(
      Connection connection, String clauses, long parameter) throws SQLException {
    try (var select = connection.prepareStatement(SELECT + clauses)) {
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
        time(row, 2),
        Optional.ofNullable(row.getString(3)),
        Optional.ofNullable(row.getString(4)),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        ledgerState(row.getObject(9, Boolean.class)),
        resolution(row));
  }

  private static LedgerState ledgerState(@Nullable Boolean isFromThisOrLater) {
    if (isFromThisOrLater == null) {
      return LedgerState.NOTHING;
    }
    return isFromThisOrLater ? LedgerState.SUPERSEDED : LedgerState.EARLIER;
  }

  private static Optional<Resolution> resolution(ResultSet row) throws SQLException {
    var kind = row.getString(11);
    var reason = Optional.ofNullable(row.getString(12)).orElse("");
    return kind == null
        ? Optional.empty()
        : Optional.of(
            new Resolution(time(row, 10), Resolution.Kind.of(kind), reason, row.getString(13)));
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }
}
