package farestream.cli.notice;

import java.util.List;
import java.util.stream.Collectors;

/// Formats a list of driver numbers: `driver 5`, `drivers 5, 7 and 40 more`.
public final class DriverNumbers {
  private static final int MAX_NAMED = 20;

  private DriverNumbers() {}

  public static String of(List<Long> drivers) {
    return "driver%s %s%s"
        .formatted(
            drivers.size() == 1 ? "" : "s",
            drivers.stream()
                .limit(MAX_NAMED)
                .map(String::valueOf)
                .collect(Collectors.joining(", ")),
            drivers.size() > MAX_NAMED ? " and %d more".formatted(drivers.size() - MAX_NAMED) : "");
  }
}
