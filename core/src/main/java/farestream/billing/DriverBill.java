package farestream.billing;

import farestream.money.Money;
import java.util.Optional;

/// What one driver's trips of a cycle come to.
///
/// @param billId the row's id in `billing`; empty in a preview, which makes no row
public record DriverBill(Optional<Integer> billId, long driverId, long rides, Money amount) {

  DriverBill withoutId() {
    return new DriverBill(Optional.empty(), driverId, rides, amount);
  }
}
