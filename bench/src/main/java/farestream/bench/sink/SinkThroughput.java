package farestream.bench.sink;

import farestream.bench.Folders;
import farestream.database.Schema;
import farestream.local.LocalServers;
import farestream.stream.TripChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/// Rows a second into PostgreSQL with fsync on, by batch size, in turns within one run: ours, the
/// lab's shape, the driver's batches, and COPY into a bare table. All of them from the stream's
/// records, decoded.
public final class SinkThroughput {
  private static final int[] SIZES = {10, 100, 1_000};
  private static final int ROUNDS = 9;
  private static final int ROWS_A_ROUND = 6_000;
  private static final int LAB_ROWS_A_ROUND = 400;
  private static final int OURS = 0;
  private static final int LAB = 1;

  private final Changes changes = new Changes(1_000_000_000L);
  private final List<Contender> contenders;

  private record Contender(String name, Sink sink, int rowsARound) {}

  private SinkThroughput(LocalServers servers) throws SQLException {
    var owner = servers.owner().dataSource();
    var commands = servers.commands().dataSource();
    var batches = servers.commands().dataSource();
    Schema.migrate(owner);
    ForeignKeys.makeTable(owner);
    this.contenders =
        List.of(
            new Contender("ours", new LedgerSink(commands), ROWS_A_ROUND),
            new Contender("(a) the lab's shape", new LabSink(commands), LAB_ROWS_A_ROUND),
            new Contender(
                "(b) executeBatch, our schema", new BatchSink(batches, "trips"), ROWS_A_ROUND),
            new Contender(
                "(b) executeBatch, foreign keys",
                new BatchSink(batches, ForeignKeys.TABLE),
                ROWS_A_ROUND),
            new Contender("(c) COPY, bare table", new CopySink(owner), ROWS_A_ROUND));
  }

  public static void main(String[] arguments) throws Exception {
    Folders.temporary(
        folder -> {
          try (var servers = LocalServers.start(folder, 0, 0)) {
            var bench = new SinkThroughput(servers);
            bench.throughput();
            bench.smallBatches();
            bench.poison();
            for (var contender : bench.contenders) {
              contender.sink().close();
            }
          }
        });
    System.exit(0);
  }

  private void throughput() throws SQLException {
    var rates = new double[contenders.size()][SIZES.length];
    for (var s = 0; s < SIZES.length; s++) {
      var measured = contenders.stream().map(_ -> new ArrayList<Double>()).toList();
      for (var round = -2; round < ROUNDS; round++) {
        for (var c = 0; c < contenders.size(); c++) {
          var rate = rate(contenders.get(c), SIZES[s], changes::completed);
          if (round >= 0) {
            measured.get(c).add(rate);
          }
        }
      }
      for (var c = 0; c < contenders.size(); c++) {
        rates[c][s] = median(measured.get(c));
      }
    }
    print(rates);
  }

  private static double rate(Contender contender, int size, IntFunction<List<TripChange>> make)
      throws SQLException {
    var batches = new ArrayList<List<TripChange>>();
    for (var i = 0; i < Math.max(1, contender.rowsARound() / size); i++) {
      batches.add(make.apply(size));
    }
    var began = System.nanoTime();
    for (var batch : batches) {
      contender.sink().write(batch);
    }
    return batches.size() * size / ((System.nanoTime() - began) / 1e9);
  }

  private void print(double[][] rates) {
    System.out.printf("| rows a second (medians of %d rounds) | 10 | 100 | 1,000 |%n", ROUNDS);
    System.out.println("|---|---|---|---|");
    for (var c = 0; c < contenders.size(); c++) {
      row(contenders.get(c).name(), "%.0f", rates[c]);
    }
    var labAtTen = rates[LAB][0];
    var ours = rates[OURS];
    row("ours / (a) at 10", "%.1f", Arrays.stream(ours).map(rate -> rate / labAtTen).toArray());
    for (var c = LAB + 1; c < contenders.size(); c++) {
      var other = rates[c];
      var ratios = new double[SIZES.length];
      Arrays.setAll(ratios, s -> ours[s] / other[s]);
      row("ours / " + contenders.get(c).name(), "%.2f", ratios);
    }
    System.out.println();
  }

  private static void row(String name, String format, double[] values) {
    System.out.print("| " + name + " |");
    for (var value : values) {
      System.out.printf(Locale.ROOT, " " + format + " |", value);
    }
    System.out.println();
  }

  /// Beside what the disk takes at the least: one row into the bare table, committed.
  private void smallBatches() throws SQLException {
    var ours = new ArrayList<Double>();
    var bare = new ArrayList<Double>();
    for (var i = 0; i < 2_000; i++) {
      ours.add(millis(contenders.get(OURS), changes.completed(10)));
      bare.add(millis(contenders.getLast(), changes.completed(1)));
    }
    percentiles("ours, a batch of 10", ours);
    percentiles("(c), one row", bare);
  }

  private static double millis(Contender contender, List<TripChange> batch) throws SQLException {
    var began = System.nanoTime();
    contender.sink().write(batch);
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

  private void poison() throws SQLException {
    var ratios = new ArrayList<Double>();
    for (var round = 0; round < ROUNDS; round++) {
      var clean = rate(contenders.get(OURS), 1_000, changes::completed);
      var poisoned = rate(contenders.get(OURS), 1_000, changes::withPoison);
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
