package farestream.reconcile;

import java.math.BigDecimal;
import java.util.Optional;

/// A trip that is not equal on both sides.
///
/// @param riderEmail whose trip; personal, for the operator's eyes and no log
/// @param item how the item stands, where there is one
/// @param inDynamoDb the item's total; absent where there is none that can be read
/// @param inPostgres the row's total; absent where there is no row
/// @param differences a JSON object of the fields that differ, each with both values, or with
///     none where they are personal; absent where item and row can't be held against each other
/// @param quarantineId of the record in quarantine that holds the item as it is
public record Finding(
    Verdict verdict,
    String riderEmail,
    String tripInfo,
    Item item,
    Optional<BigDecimal> inDynamoDb,
    Optional<BigDecimal> inPostgres,
    Optional<String> differences,
    Optional<Long> quarantineId) {

  /// What was found under the trip's key.
  public enum Item {
    /// A completed trip.
    COMPLETED,
    /// It says it is a completed trip and can't be read as one.
    UNREADABLE,
    /// It has another status, or none.
    NOT_COMPLETED,
    /// There is no item.
    ABSENT
  }

  /// Without the rider, since it may end in a log.
  @Override
  public String toString() {
    return "%s %s: item %s %s, row %s, differences %s, record %s"
        .formatted(
            verdict, tripInfo, item, inDynamoDb, inPostgres, differences.orElse(""), quarantineId);
  }
}
