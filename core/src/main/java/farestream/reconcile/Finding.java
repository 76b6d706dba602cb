package farestream.reconcile;

import java.math.BigDecimal;
import java.util.Optional;

/// A trip that is not equal on both sides. Holds no personal data.
///
/// @param item how the item stands, where there is one
/// @param inDynamoDb the item's total; absent where there is none that can be read
/// @param inPostgres the row's total; absent where there is no row
/// @param differences a JSON object of the fields that differ, each with both values, or with
///     none where they are personal; absent where item and row can't be held against each other
public record Finding(
    Verdict verdict,
    String tripInfo,
    Item item,
    Optional<BigDecimal> inDynamoDb,
    Optional<BigDecimal> inPostgres,
    Optional<String> differences) {

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
}
