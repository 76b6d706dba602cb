package farestream.cli.notice;

import java.util.List;
import java.util.stream.Collectors;

/// Drivers by their numbers: `driver 5`, `drivers 5, 7 and 40 more`.
public final class DriverNumbers {
  private static final int MOST_NAMED = 20;

  private DriverNumbers() {}

  public static String of(List<Long> drivers) {
    return "driver%s %s%s"
        .formatted(
            drivers.size() == 1 ? "" : "s",
            drivers.stream()
                .limit(MOST_NAMED)
                .map(String::valueOf)
                .collect(Collectors.joining(", ")),
            drivers.size() > MOST_NAMED
                ? " and %d more".formatted(drivers.size() - MOST_NAMED)
                : "");
  }
}
