package farestream.bench.sink;

import farestream.bench.Folders;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Measures rows per second into PostgreSQL with fsync on, by batch size and by the number of
/// riders and drivers: Farestream's sink, the lab's, the JDBC driver's batches, COPY into a bare
/// table, and COPY into a table with two of the ledger's indexes. They take turns within one run,
/// and all decode the stream's records.
public final class SinkThroughput {
  private static final List<Population> POPULATIONS =
      List.of(
          Population.even(11),
          Population.even(100_000),
          Population.even(1_000_000),
          Population.skewed(1_000_000));
  private static final int[] SIZES = {10, 100, 1_000};
  private static final int ROUNDS = 9;
  private static final int SMALL_BATCHES = 2_000;

  // Indexes of the contenders.
  private static final int OURS = 0;
  private static final int LAB = 1;
  private static final int COPY = 4;
  private static final int KEYED_COPY = 5;

  private final List<Site> sites;

  private SinkThroughput(List<Site> sites) {
    this.sites = sites;
  }

  public static void main(String[] arguments) throws Exception {
    Folders.temporary(
        folder -> {
          var sites = open(folder);
          try {
            var bench = new SinkThroughput(sites);
            bench.throughput();
            for (var site : sites) {
              System.out.printf("%nAmong %s riders and drivers:%n", site.population());
              smallBatches(site);
              poison(site);
            }
          } finally {
            for (var site : sites) {
              site.close();
            }
          }
        });
    System.exit(0);
  }

  private static List<Site> open(Path folder) throws SQLException {
    var sites = new ArrayList<Site>();
    for (var population : POPULATIONS) {
      sites.add(new Site(folder.resolve("site-" + sites.size()), population));
    }
    return sites;
  }

  private void throughput() throws SQLException {
    // By site, contender and size.
    var rates = new double[sites.size()][sites.getFirst().contenders().size()][];
    for (var site : rates) {
      Arrays.setAll(site, _ -> new double[SIZES.length]);
    }
    for (var s = 0; s < SIZES.length; s++) {
      measure(rates, s);
    }
    for (var site = 0; site < sites.size(); site++) {
      print(sites.get(site), rates[site]);
    }
    printPopulations(rates);
  }

  private void measure(double[][][] rates, int size) throws SQLException {
    var measured =
        sites.stream()
            .map(site -> site.contenders().stream().map(_ -> new ArrayList<Double>()).toList())
            .toList();
    for (var round = -2; round < ROUNDS; round++) {
      for (var c = 0; c < rates[0].length; c++) {
        for (var site = 0; site < sites.size(); site++) {
          var one = sites.get(site);
          var rate = one.rate(one.contenders().get(c), SIZES[size], one.changes()::completed);
          if (round >= 0) {
            measured.get(site).get(c).add(rate);
          }
        }
      }
    }
    for (var site = 0; site < sites.size(); site++) {
      for (var c = 0; c < rates[0].length; c++) {
        rates[site][c][size] = median(measured.get(site).get(c));
      }
    }
  }

  private static void print(Site site, double[][] rates) {
    System.out.printf(
        "%n| %s people, rows a second (medians of %d rounds) | 10 | 100 | 1,000 |%n",
        site.population(), ROUNDS);
    System.out.println("|---|---|---|---|");
    for (var c = 0; c < rates.length; c++) {
      row(site.contenders().get(c).name(), "%.0f", rates[c]);
    }
    var labAtTen = rates[LAB][0];
    row("ours / row by row at 10", "%.1f", Arrays.stream(rates[OURS]).map(rate -> rate / labAtTen));
    for (var c = LAB + 1; c <= KEYED_COPY; c++) {
      row("ours / " + site.contenders().get(c).name(), "%.2f", ratios(rates[OURS], rates[c]));
    }
  }

  /// Prints each contender's rates relative to its own with the fewest people.
  private void printPopulations(double[][][] rates) {
    System.out.printf(
        "%n| of the rate with %s people | 10 | 100 | 1,000 |%n", POPULATIONS.getFirst());
    System.out.println("|---|---|---|---|");
    for (var c = 0; c < rates[0].length; c++) {
      var name = sites.getFirst().contenders().get(c).name();
      for (var site = 1; site < sites.size(); site++) {
        row(
            name + ", " + sites.get(site).population(),
            "%.2f",
            ratios(rates[site][c], rates[0][c]));
      }
    }
  }

  private static DoubleStream ratios(double[] these, double[] those) {
    return IntStream.range(0, these.length).mapToDouble(s -> these[s] / those[s]);
  }

  private static void row(String name, String format, double... values) {
    row(name, format, Arrays.stream(values));
  }

  private static void row(String name, String format, DoubleStream values) {
    System.out.print("| " + name + " |");
    values.forEach(value -> System.out.printf(Locale.ROOT, " " + format + " |", value));
    System.out.println();
  }

  /// Measures small batches, compared with the least that the disk needs: committing one row of the
  /// bare table.
  private static void smallBatches(Site site) throws SQLException {
    var ours = new ArrayList<Double>();
    var bare = new ArrayList<Double>();
    for (var i = 0; i < SMALL_BATCHES; i++) {
      ours.add(millis(site, OURS, 10));
      bare.add(millis(site, COPY, 1));
    }
    percentiles("ours, a batch of 10", ours);
    percentiles("bare COPY, one row", bare);
  }

  private static double millis(Site site, int contender, int size) throws SQLException {
    var batch = site.changes().completed(size);
    var began = System.nanoTime();
    site.contenders().get(contender).sink().write(batch);
    return (System.nanoTime() - began) / 1e6;
  }

  private static void percentiles(String name, List<Double> millis) {
    millis.sort(Comparator.naturalOrder());
    System.out.printf(
        Locale.ROOT,
        "%s, %d times: median %.2f ms, p99 %.2f ms, most %.2f ms%n",
        name,
        millis.size(),
        median(millis),
        millis.get(millis.size() * 99 / 100),
        millis.getLast());
  }

  private static void poison(Site site) throws SQLException {
    var ours = site.contenders().get(OURS);
    var ratios = new ArrayList<Double>();
    for (var round = 0; round < ROUNDS; round++) {
      var clean = site.rate(ours, 1_000, site.changes()::completed);
      var poisoned = site.rate(ours, 1_000, site.changes()::withPoison);
      ratios.add(poisoned / clean);
    }
    System.out.printf(
        Locale.ROOT,
        "1%% poison, batches of 1,000: %.2f of the clean speed (median of %d pairs)%n",
        median(ratios),
        ROUNDS);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
