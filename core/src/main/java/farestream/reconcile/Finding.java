package farestream.reconcile;

import java.math.BigDecimal;
import java.util.Optional;

/// A trip that differs between DynamoDB and PostgreSQL.
///
/// @param riderEmail personal data: shown to the operator, never logged
/// @param inDynamoDb the item's total, in dollars; absent if there is no valid completed item
/// @param inPostgres the row's total, in dollars; absent if there is no row
/// @param differences a JSON object of the columns that differ, each with both values, or none if
///     the column is personal; absent if there is no row or no valid completed item
/// @param quarantineId the record in quarantine with the current item; absent if there is none
public record Finding(
    Verdict verdict,
    String riderEmail,
    String tripInfo,
    Item item,
    Optional<BigDecimal> inDynamoDb,
    Optional<BigDecimal> inPostgres,
    Optional<String> differences,
    Optional<Long> quarantineId) {

  /// The state of the item with the trip's key.
  public enum Item {
    /// A completed trip.
    COMPLETED,
    /// An item that should be a completed trip and is invalid.
    UNREADABLE,
    /// An item with another status, or none.
    NOT_COMPLETED,
    /// No item.
    ABSENT
  }

  /// Leaves the rider out, because the text may be logged.
  @Override
  public String toString() {
    return "%s %s: item %s %s, row %s, differences %s, record %s"
        .formatted(
            verdict, tripInfo, item, inDynamoDb, inPostgres, differences.orElse(""), quarantineId);
  }
}
