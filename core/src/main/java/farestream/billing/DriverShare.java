package farestream.billing;

import java.math.BigDecimal;

/// The driver's share of a bill. The rest is the platform's commission, although the workshop
/// named the column of the driver's share `commissions`.
///
/// @param share from 0 to 1, with at most six decimals
public record DriverShare(BigDecimal share) {

  /// The lab's share, 0.8.
  public static final DriverShare LAB = new DriverShare(new BigDecimal("0.8"));

  private static final int MAX_DECIMALS = 6;

  /// @throws IllegalArgumentException if the share is below 0 or above 1 or has more than six
  ///     decimals
  public DriverShare {
    if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "driver share must be between 0 and 1, not " + share.toPlainString());
    }
    share = share.stripTrailingZeros();
    if (share.scale() > MAX_DECIMALS) {
      throw new IllegalArgumentException("driver share must have at most six decimals");
    }
  }

  @Override
  public String toString() {
    return share.toPlainString();
  }
}
