package farestream.reconcile;

import farestream.trip.TripKey;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/// A trip that was not equal when it was compared first.
///
/// @param id of the temporary table
/// @param itemHash of the item as it was judged; absent if there was none
/// @param hasRow when it was judged
/// @param latest the latest record of it that the ledger had seen then, be it in `trips` or in
///     quarantine; absent if there was none
record Mismatch(
    long id, TripKey key, Optional<byte[]> itemHash, boolean hasRow, Optional<BigDecimal> latest) {

  /// Whether the item still is what was judged.
  boolean isStill(ItemSnapshot looked) {
    return Arrays.equals(itemHash.orElse(null), looked.hash().orElse(null));
  }
}
