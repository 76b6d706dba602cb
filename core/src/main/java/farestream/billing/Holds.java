package farestream.billing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// The held trips. A held trip, or the amendment of a billed one, isn't billed until a person
/// decides on it or its fault is repaired.
///
/// @param trips the number of held trips
/// @param total the sum of their totals, which may exceed the range of [farestream.money.Money]
/// @param first the trips with the lowest ids, at most [MoneyGate#MOST]
public record Holds(long trips, BigDecimal total, List<Hold> first) {

  static final Holds NONE = new Holds(0, new BigDecimal("0.00"), List.of());

  /// A held trip.
  ///
  /// @param ended the drop-off
  /// @param amount the trip's total
  /// @param reason why the trip is held
  /// @param isBilled whether an earlier version is billed and only the amendment is held
  public record Hold(
      long tripId,
      String riderEmail,
      String tripInfo,
      long driverId,
      Instant ended,
      BigDecimal amount,
      String reason,
      boolean isBilled) {}
}
