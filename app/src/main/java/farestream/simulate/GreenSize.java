package farestream.simulate;

import farestream.booking.LabDefaults;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;

/// How much history the workshop's own has, times a scale. Riders are numbered from 1, drivers from
/// 500,000, and the lab's eleven people are among them: at scale 1 that is 1 to 100,000 and 500,000
/// to 600,000.
///
/// @param riders in all, the lab's one included
/// @param drivers in all, the lab's ten included
/// @param bills as many payments, and as many drivers who drove
public record GreenSize(int riders, int drivers, int bills, int trips) {
  public static final BigDecimal LEAST = new BigDecimal("0.001");
  public static final BigDecimal MOST = new BigDecimal("50");

  private static final long FIRST_DRIVER = 500_000;
  private static final List<Long> OF_THE_LAB =
      LabDefaults.drivers(new SplittableRandom(0)).stream().sorted().toList();

  /// @param scale from [#LEAST] to [#MOST]
  public static GreenSize of(BigDecimal scale) {
    return new GreenSize(
        times(100_000, scale), times(100_001, scale), times(60_001, scale), times(128_714, scale));
  }

  private static int times(int ofTheWorkshop, BigDecimal scale) {
    return scale
        .multiply(BigDecimal.valueOf(ofTheWorkshop))
        .setScale(0, RoundingMode.HALF_UP)
        .intValueExact();
  }

  /// Without the lab's.
  public int ownRiders() {
    return riders - 1;
  }

  /// Without the lab's.
  public int ownDrivers() {
    return drivers - OF_THE_LAB.size();
  }

  /// The number of a rider.
  ///
  /// @param index 0 and up, below [#ownRiders()]
  public long rider(int index) {
    var number = index + 1L;
    return number < LabDefaults.RIDER ? number : number + 1;
  }

  /// The number of a driver.
  ///
  /// @param index 0 and up, below [#ownDrivers()]
  public long driver(int index) {
    var number = FIRST_DRIVER + index;
    for (var other : OF_THE_LAB) {
      if (other <= number) {
        number++;
      }
    }
    return number;
  }

  /// The number of one who drove: they are spread over all.
  ///
  /// @param worker 0 and up, below [#bills()]
  long worker(int worker) {
    return driver((int) ((long) worker * ownDrivers() / bills));
  }

  /// The licence plate of a driver who isn't the lab's.
  public static String vehicle(long driver) {
    return "GRN" + driver;
  }
}
