package farestream.statement;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What one driver is told of one cycle.
///
/// @param company who sends it
/// @param period empty where the cycle is none of ours, and all bills of its number are by hand
/// @param bills at least one; ours, and those that somebody made by hand with the cycle's number
public record Statement(
    String company,
    int cycle,
    Optional<Period> period,
    long driverId,
    Optional<String> driverName,
    List<Bill> bills) {

  /// In which its times are shown.
  public ZoneId zone() {
    return period.map(Period::zone).orElse(ZoneId.of("UTC"));
  }

  public boolean isProposed() {
    return period.filter(Period::isProposed).isPresent();
  }
}
