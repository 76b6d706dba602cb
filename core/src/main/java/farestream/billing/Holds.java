package farestream.billing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// Trips that are held: they are in no bill, or their amendment isn't, until a person decides or
/// what is wrong with them is put right.
///
/// @param trips how many
/// @param total what they come to, of any size
/// @param first of them by number, at most [MoneyGate#MOST]
public record Holds(long trips, BigDecimal total, List<Hold> first) {

  static final Holds NONE = new Holds(0, new BigDecimal("0.00"), List.of());

  /// A trip that is held.
  ///
  /// @param amount the trip's total
  /// @param reason what is wrong with it
  /// @param isBilled whether an earlier version was billed, and it is the amendment that is held
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
