package farestream.billing;

import farestream.money.Money;

/// What a cycle is closed under; written on the cycle, and the first two on each of its bills.
///
/// @param minimumPayout a smaller balance is carried into the driver's next bill; zero pays
///     every cent
public record Terms(SharePolicy policy, DriverShare driverShare, Money minimumPayout) {

  /// As in the workshop.
  public static final Terms LAB = new Terms(SharePolicy.LAB, DriverShare.LAB, Money.ZERO);

  /// @throws IllegalArgumentException if the minimum is below zero
  public Terms {
    if (minimumPayout.isNegative()) {
      throw new IllegalArgumentException("a minimum payout is zero or more, not " + minimumPayout);
    }
  }
}
