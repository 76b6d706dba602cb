package farestream.bench;

import java.util.List;
import java.util.Locale;

/// Prints a table of rates and of ratios between them.
final class PerSecond {
  private PerSecond() {}

  static void printHeader() {
    System.out.println("| updates per second | n | min | median | max |");
    System.out.println("|---|---|---|---|---|");
  }

  static void print(String what, List<Double> values, String format) {
    var sorted = values.stream().sorted().toList();
    var cells =
        List.of(0, sorted.size() / 2, sorted.size() - 1).stream()
            .map(index -> String.format(Locale.ROOT, format, sorted.get(index)))
            .toList();
    System.out.printf("| %s | %d | %s |%n", what, sorted.size(), String.join(" | ", cells));
  }
}
