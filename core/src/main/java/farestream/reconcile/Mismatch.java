package farestream.reconcile;

import farestream.trip.TripKey;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/// A trip that wasn't equal in the first pass.
///
/// @param id the row's id in the temporary table
/// @param itemHash the SHA-256 of the item when the verdict was determined; absent if there was no
///     item
/// @param hasRow whether the trip had a row when the verdict was determined
/// @param latest the highest sequence number of the trip in `trips` and `quarantine` at that time;
///     absent if there was none
record Mismatch(
    long id, TripKey key, Optional<byte[]> itemHash, boolean hasRow, Optional<BigDecimal> latest) {

  /// Returns whether the item is unchanged since the verdict.
  boolean isUnchanged(ItemSnapshot current) {
    return Arrays.equals(itemHash.orElse(null), current.hash().orElse(null));
  }
}
