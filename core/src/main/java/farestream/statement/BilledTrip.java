package farestream.statement;

import java.time.Instant;
import java.util.Optional;

/// A trip on a bill, in the version that was billed.
///
/// @param late whether the trip ended before the cycle started, because it was recorded too late
///     for its own cycle
/// @param parts empty if the parts of the billed version are no longer recorded
/// @param withheld why the total is withheld; empty if it isn't
public record BilledTrip(
    long tripId,
    String tripInfo,
    Instant pickup,
    Instant dropoff,
    boolean late,
    Optional<FareParts> parts,
    Split split,
    Optional<Withheld> withheld) {

  /// Why the total is withheld from driver and platform.
  public enum Withheld {
    NO_CHARGE,
    IN_DISPUTE,
    VOIDED,
    /// The trip was amended, and its payment type no longer shows the reason.
    UNKNOWN;

    private static final int NO_CHARGE_CODE = 3;
    private static final int DISPUTE_CODE = 4;
    private static final int VOIDED_CODE = 6;

    static Withheld of(int paymentType) {
      return switch (paymentType) {
        case NO_CHARGE_CODE -> NO_CHARGE;
        case DISPUTE_CODE -> IN_DISPUTE;
        case VOIDED_CODE -> VOIDED;
        default -> UNKNOWN;
      };
    }
  }
}
