package farestream.replay;

import java.math.BigDecimal;
import java.util.BitSet;

/// What a replay did in DynamoDB.
///
/// @param read the number of records, including refused ones
/// @param refused the number of records that can't be read or conflict with another trip
/// @param completed the number of trips completed by this run
/// @param completedBefore the number of trips completed by an earlier run
/// @param total the sum of `completed` and `completedBefore` as stored in DynamoDB, in dollars
/// @param conflicting the lines of records that conflict with another trip
public record ReplayResult(
    long read,
    long refused,
    long completed,
    long completedBefore,
    BigDecimal total,
    BitSet conflicting) {

  /// Returns the number of the file's trips that are completed in DynamoDB.
  public long trips() {
    return completed + completedBefore;
  }
}
