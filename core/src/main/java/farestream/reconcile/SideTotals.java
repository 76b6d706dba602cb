package farestream.reconcile;

import java.math.BigDecimal;

/// The totals of the trips with one verdict, on each side.
///
/// @param trips the number of trips
/// @param items how many have a valid completed item in DynamoDB
/// @param inDynamoDb the sum of the items' `TOTAL_AMOUNT`, in dollars, unlimited
/// @param rows how many have a row in PostgreSQL
/// @param inPostgres the sum of the rows' `total_amount`, in dollars, unlimited
public record SideTotals(
    long trips, long items, BigDecimal inDynamoDb, long rows, BigDecimal inPostgres) {
  static final SideTotals NONE =
      new SideTotals(0, 0, new BigDecimal("0.00"), 0, new BigDecimal("0.00"));

  /// Returns the totals of trips that are equal on both sides.
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
