package farestream.reconcile;

import farestream.trip.TripKey;
import java.math.BigDecimal;
import java.util.Optional;

/// A trip that was not equal when it was compared first.
///
/// @param id of the temporary table
/// @param rowSequence the row's `sequence_number` when it was read last; absent if there was none
record Suspect(long id, TripKey key, Optional<BigDecimal> rowSequence) {}
