package farestream.billing;

import farestream.money.Money;
import java.math.BigDecimal;

/// The driver's share of a bill; the rest is the platform's commission. The workshop's column
/// for it is called `commissions`.
///
/// @param share 0 to 1, of six decimals at the most
public record DriverShare(BigDecimal share) {

  /// 0.8, as in the lab.
  public static final DriverShare LAB = new DriverShare(new BigDecimal("0.8"));

  private static final int MOST_DECIMALS = 6;

  /// @throws IllegalArgumentException if it is below 0, above 1 or finer than the column holds
  public DriverShare {
    if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "a driver's share is between 0 and 1, not " + share.toPlainString());
    }
    share = share.stripTrailingZeros();
    if (share.scale() > MOST_DECIMALS) {
      throw new IllegalArgumentException("a driver's share has at most six decimals");
    }
  }

  /// What the driver gets of a bill, rounded to the cent. The rest of the bill is the
  /// platform's, so that both always add up.
  public Money of(Money bill) {
    return bill.part(share);
  }

  @Override
  public String toString() {
    return share.toPlainString();
  }
}
