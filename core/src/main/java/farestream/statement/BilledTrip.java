package farestream.statement;

import java.time.Instant;
import java.util.Optional;

/// A trip in a bill, as it was when it was billed.
///
/// @param late whether it ended before the cycle began, and was recorded too late for its own
/// @param parts empty where the trip was amended since in a way that left no trace of its parts
public record BilledTrip(
    long tripId,
    String tripInfo,
    Instant pickup,
    Instant dropoff,
    boolean late,
    Optional<FareParts> parts,
    Split split,
    Optional<Withheld> withheld) {

  /// Why nobody gets the total.
  public enum Withheld {
    NO_CHARGE,
    IN_DISPUTE,
    VOIDED,
    /// The trip doesn't say so any more.
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
