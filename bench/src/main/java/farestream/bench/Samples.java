package farestream.bench;

import java.util.List;
import java.util.Locale;

/// Measured times of one operation, in milliseconds.
record Samples(List<Double> values) {

  Samples {
    values = values.stream().sorted().toList();
  }

  /// @param fraction 0.5 for the median, 0.99 for the 99th percentile
  private double percentile(double fraction) {
    return values.get((int) Math.round(fraction * (values.size() - 1)));
  }

  void print(String what) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.0f | %.0f | %.0f | %.0f |%n",
        what,
        values.size(),
        percentile(0),
        percentile(0.5),
        percentile(0.99),
        percentile(1));
  }

  /// Prints with one decimal, for short times.
  void printTenths(String what) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f | %.1f | %.1f |%n",
        what,
        values.size(),
        percentile(0),
        percentile(0.5),
        percentile(0.99),
        percentile(1));
  }

  static void printHeader() {
    System.out.println("| milliseconds | n | min | median | p99 | max |");
    System.out.println("|---|---|---|---|---|---|");
  }
}
