package farestream.simulate;

import farestream.booking.LabDefaults;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;

/// The size of the workshop's history, times a scale. Rider ids begin at 1 and driver ids at
/// 500,000, and the lab's twelve people are among them. At scale 1 the ids are 1 to 100,000 and
/// 500,000 to 600,000.
///
/// @param riders the number of riders, including the lab's two
/// @param drivers the number of drivers, including the lab's ten
/// @param bills the number of bills, of payments, and of drivers who drove
/// @param trips the number of trips
public record WorkshopSize(int riders, int drivers, int bills, int trips) {
  public static final BigDecimal LEAST = new BigDecimal("0.001");
  public static final BigDecimal MOST = new BigDecimal("50");

  private static final long FIRST_DRIVER = 500_000;
  private static final List<Long> LAB_RIDERS = LabDefaults.riders().stream().sorted().toList();
  private static final List<Long> LAB_DRIVERS =
      LabDefaults.drivers(new SplittableRandom(0)).stream().sorted().toList();

  /// @param scale from [#LEAST] to [#MOST]
  public static WorkshopSize of(BigDecimal scale) {
    return new WorkshopSize(
        times(100_000, scale), times(100_001, scale), times(60_001, scale), times(128_714, scale));
  }

  private static int times(int workshopCount, BigDecimal scale) {
    return scale
        .multiply(BigDecimal.valueOf(workshopCount))
        .setScale(0, RoundingMode.HALF_UP)
        .intValueExact();
  }

  /// Returns the number of riders without the lab's.
  public int ownRiders() {
    return riders - LAB_RIDERS.size();
  }

  /// Returns the number of drivers without the lab's.
  public int ownDrivers() {
    return drivers - LAB_DRIVERS.size();
  }

  /// Returns the id of a rider.
  ///
  /// @param index from 0 to below [#ownRiders()]
  public long rider(int index) {
    return without(LAB_RIDERS, index + 1L);
  }

  /// Returns the id of a driver.
  ///
  /// @param index from 0 to below [#ownDrivers()]
  public long driver(int index) {
    return without(LAB_DRIVERS, FIRST_DRIVER + index);
  }

  /// Returns the number at this position when the lab's numbers are skipped.
  private static long without(List<Long> lab, long position) {
    var number = position;
    for (var other : lab) {
      if (other <= number) {
        number++;
      }
    }
    return number;
  }

  /// Returns the id of a driver who drove. They are spread evenly over all drivers.
  ///
  /// @param index from 0 to below [#bills()]
  long activeDriver(int index) {
    return driver((int) ((long) index * ownDrivers() / bills));
  }

  /// Returns the licence plate of a driver who isn't one of the lab's.
  public static String vehicle(long driver) {
    return "GRN" + driver;
  }
}
