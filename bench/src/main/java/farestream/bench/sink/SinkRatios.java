package farestream.bench.sink;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// Compares the sink's rows per second with those of its rivals, briefly, among eleven people.
public final class SinkRatios {
  private static final int PEOPLE = 11;
  private static final int ROUNDS = 5;

  private SinkRatios() {}

  /// Returns our rate as a multiple of a rival's, by name. Greater is better.
  public static Map<String, Double> measure(Path folder) throws SQLException {
    try (var site = new Site(folder, Population.even(PEOPLE))) {
      var ratios = new LinkedHashMap<String, Double>();
      ratios.put("sink / row by row, batches of 10", ratio(site, "row by row", 10));
      ratios.put("sink / executeBatch, batches of 10", ratio(site, "executeBatch, our schema", 10));
      ratios.put(
          "sink / executeBatch, batches of 1,000", ratio(site, "executeBatch, our schema", 1_000));
      ratios.put("sink / bare COPY, batches of 1,000", ratio(site, "bare COPY", 1_000));
      return ratios;
    }
  }

  /// Returns the median of pairs, after one that warms up.
  private static double ratio(Site site, String rival, int size) throws SQLException {
    var ratios = new ArrayList<Double>();
    for (var round = -1; round < ROUNDS; round++) {
      var ours = site.rate(site.contender("ours"), size, site.changes()::completed);
      var theirs = site.rate(site.contender(rival), size, site.changes()::completed);
      if (round >= 0) {
        ratios.add(ours / theirs);
      }
    }
    return ratios.stream().sorted().toList().get(ROUNDS / 2);
  }
}
