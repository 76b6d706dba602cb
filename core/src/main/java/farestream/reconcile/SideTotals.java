package farestream.reconcile;

import java.math.BigDecimal;

/// Trips of one verdict, and what they come to on either side.
///
/// @param items how many stand completed in DynamoDB; what can't be read as a trip is none of them
/// @param inDynamoDb the items' `TOTAL_AMOUNT`, of any size
/// @param rows how many have a row
/// @param inPostgres the rows' `total_amount`
public record SideTotals(
    long trips, long items, BigDecimal inDynamoDb, long rows, BigDecimal inPostgres) {
  static final SideTotals NONE =
      new SideTotals(0, 0, new BigDecimal("0.00"), 0, new BigDecimal("0.00"));

  /// Of trips that are the same on both sides.
  static SideTotals equal(long trips, BigDecimal total) {
    return new SideTotals(trips, trips, total, trips, total);
  }

  SideTotals plus(SideTotals other) {
    return new SideTotals(
        trips + other.trips,
        items + other.items,
        inDynamoDb.add(other.inDynamoDb),
        rows + other.rows,
        inPostgres.add(other.inPostgres));
  }
}
