package farestream.replay;

import java.math.BigDecimal;
import java.util.BitSet;

/// What a replay did on DynamoDB's side.
///
/// @param read records, the refused included
/// @param refused at the door or because another trip is in the way; each went to the listener
/// @param completed booked or carried on with, and completed by this run
/// @param alreadyThere completed by an earlier run
/// @param total of the trips completed and already there, in dollars, as DynamoDB has them
/// @param inTheWay the lines refused after the door
public record ReplayResult(
    long read, long refused, long completed, long alreadyThere, BigDecimal total, BitSet inTheWay) {

  /// Trips of the file that stand completed in DynamoDB.
  public long trips() {
    return completed + alreadyThere;
  }
}
