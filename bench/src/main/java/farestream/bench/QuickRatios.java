package farestream.bench;

import farestream.bench.billing.BillingRatios;
import farestream.bench.sink.SinkRatios;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures a few ratios in less than two minutes and compares them with stored ones, so that a
/// change that makes something slower is noticed. Ends with exit status 1 if a ratio fell by more
/// than a fifth.
///
/// Argument: the file of stored ratios, a line `name = ratio` each. With `--store` after it, the
/// measured ratios replace it.
public final class QuickRatios {
  private static final double LEAST = 0.8;
  private static final int PROCESSES = 8;

  private QuickRatios() {}

  public static void main(String[] arguments) throws Exception {
    var file = Path.of(arguments[0]);
    var measured = new LinkedHashMap<String, Double>();
    Folders.temporary(folder -> measured.putAll(SinkRatios.measure(folder.resolve("sink"))));
    Folders.temporary(folder -> measured.putAll(BillingRatios.measure(folder.resolve("billing"))));
    measured.put("empty Java program / book --help", start());
    if (arguments.length > 1 && arguments[1].equals("--store")) {
      store(file, measured);
      return;
    }
    System.exit(compare(stored(file), measured) ? 0 : 1);
  }

  /// Returns the time of `java -version` divided by that of `book --help`: medians of processes
  /// that take turns.
  private static double start() throws IOException, InterruptedException {
    var home = Path.of(System.getProperty("farestream.home", "."));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var bare = new ArrayList<Double>();
    var book = new ArrayList<Double>();
    for (var round = 0; round < PROCESSES; round++) {
      bare.add(seconds(java, "-version"));
      book.add(seconds(home.resolve("farestream").toString(), "book", "--help"));
    }
    return median(bare) / median(book);
  }

  private static double seconds(String... command) throws IOException, InterruptedException {
    var began = System.nanoTime();
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static void store(Path file, Map<String, Double> measured) throws IOException {
    var lines =
        measured.entrySet().stream()
            .map(one -> String.format(Locale.ROOT, "%s = %.3f", one.getKey(), one.getValue()))
            .toList();
    Files.write(file, lines);
  }

  private static Map<String, Double> stored(Path file) throws IOException {
    var ratios = new LinkedHashMap<String, Double>();
    for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      var end = line.lastIndexOf(" = ");
      ratios.put(line.substring(0, end), Double.valueOf(line.substring(end + " = ".length())));
    }
    return ratios;
  }

  /// Prints both, and returns whether no ratio fell.
  private static boolean compare(Map<String, Double> stored, Map<String, Double> measured) {
    var fell = new ArrayList<String>();
    System.out.println("| ratio | stored | now | |");
    System.out.println("|---|---:|---:|---|");
    measured.forEach(
        (name, now) -> {
          var before = stored.get(name);
          if (before == null) {
            throw new IllegalStateException("no stored ratio of %s: --store".formatted(name));
          }
          var isLess = now < before * LEAST;
          System.out.printf(
              Locale.ROOT, "| %s | %.3f | %.3f | %s |%n", name, before, now, isLess ? "fell" : "");
          if (isLess) {
            fell.add(name);
          }
        });
    if (!fell.isEmpty()) {
      System.out.printf("fell by more than a fifth: %s%n", String.join("; ", fell));
    }
    return fell.isEmpty();
  }
}
