package farestream.billing;

import farestream.money.Money;

/// What a cycle is closed under; written on the cycle, and the first two on each of its bills.
///
/// @param minimumPayout a smaller balance is carried into the driver's next bill; zero pays
///     every cent
/// @param limits beyond which a trip is held
public record Terms(
    SharePolicy policy, DriverShare driverShare, Money minimumPayout, HoldLimits limits) {

  /// As in the workshop.
  public static final Terms LAB = new Terms(SharePolicy.LAB, DriverShare.LAB, Money.ZERO);

  /// @throws IllegalArgumentException if the minimum is below zero
  public Terms {
    if (minimumPayout.isNegative()) {
      throw new IllegalArgumentException("a minimum payout is zero or more, not " + minimumPayout);
    }
  }

  /// With the limits that hold where nobody has said otherwise.
  public Terms(SharePolicy policy, DriverShare driverShare, Money minimumPayout) {
    this(policy, driverShare, minimumPayout, HoldLimits.DEFAULT);
  }

  public Terms withLimits(HoldLimits others) {
    return new Terms(policy, driverShare, minimumPayout, others);
  }
}
