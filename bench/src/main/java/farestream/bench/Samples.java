package farestream.bench;

import java.util.List;
import java.util.Locale;

/// Measured values of one thing, in milliseconds.
record Samples(List<Double> values) {

  Samples {
    values = values.stream().sorted().toList();
  }

  /// @param fraction 0.5 for the median, 0.99 for the 99th percentile
  private double at(double fraction) {
    return values.get((int) Math.round(fraction * (values.size() - 1)));
  }

  void print(String what) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.0f | %.0f | %.0f | %.0f |%n",
        what,
        values.size(),
        at(0),
        at(0.5),
        at(0.99),
        at(1));
  }

  /// With a digit more, for what takes few of them.
  void printTenths(String what) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f | %.1f | %.1f |%n",
        what,
        values.size(),
        at(0),
        at(0.5),
        at(0.99),
        at(1));
  }

  static void printHeader() {
    System.out.println("| milliseconds | n | min | median | p99 | max |");
    System.out.println("|---|---|---|---|---|---|");
  }
}
