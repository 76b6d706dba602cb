package farestream.billing;

import farestream.money.Money;

/// The terms of a cycle. They are stored with the cycle, and policy and share also with each of
/// its bills.
///
/// @param minimumPayout a smaller balance is carried into the driver's next bill; with zero,
///     every positive balance is paid
/// @param limits the limits beyond which a trip is held
public record Terms(
    SharePolicy policy, DriverShare driverShare, Money minimumPayout, HoldLimits limits) {

  /// The workshop's terms.
  public static final Terms LAB = new Terms(SharePolicy.LAB, DriverShare.LAB, Money.ZERO);

  /// @throws IllegalArgumentException if the minimum payout is negative
  public Terms {
    if (minimumPayout.isNegative()) {
      throw new IllegalArgumentException(
          "minimum payout must be zero or more, not " + minimumPayout);
    }
  }

  /// Creates terms with [HoldLimits#DEFAULT].
  public Terms(SharePolicy policy, DriverShare driverShare, Money minimumPayout) {
    this(policy, driverShare, minimumPayout, HoldLimits.DEFAULT);
  }

  public Terms withLimits(HoldLimits newLimits) {
    return new Terms(policy, driverShare, minimumPayout, newLimits);
  }
}
