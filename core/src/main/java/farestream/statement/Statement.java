package farestream.statement;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// A driver's statement of one cycle.
///
/// @param company the company that issues it
/// @param period empty if Farestream didn't close a cycle of that number, so that all bills are
///     manual
/// @param driverName empty if the driver has no name
/// @param bills at least one: the cycle's bill and the manual bills with its number
public record Statement(
    String company,
    int cycle,
    Optional<Period> period,
    long driverId,
    Optional<String> driverName,
    List<Bill> bills) {

  /// Returns the time zone in which times are shown.
  public ZoneId zone() {
    return period.map(Period::zone).orElse(ZoneId.of("UTC"));
  }

  public boolean isProposed() {
    return period.filter(Period::isProposed).isPresent();
  }
}
