package farestream.bench;

import farestream.config.LocalSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures the lab's steps and other commands, each as a separate process, on an empty instance
/// and on one after `history generate --like workshop`. Each round runs all of them on the one
/// instance and then on the other. The data are in memory if there is room.
///
/// Arguments: rounds, 10 if not given, and the scale of the history, 1 if not given.
public final class WithHistory {
  private static final Path HOME = Path.of(System.getProperty("farestream.home", "."));
  private static final String DRIVER = "510909";

  private final Map<String, String> environment;
  private final Map<String, List<Double>> took = new LinkedHashMap<>();

  private WithHistory(LocalSystem system) {
    this.environment = system.environment();
  }

  public static void main(String[] arguments) throws Exception {
    var rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    var scale = arguments.length > 1 ? arguments[1] : "1";
    try (var without = LocalSystem.startTemporary("aws-db-workshop-trips");
        var with = LocalSystem.startTemporary("aws-db-workshop-trips")) {
      var empty = new WithHistory(without);
      var full = new WithHistory(with);
      System.out.println(full.run("history", "generate", "--like", "workshop", "--scale", scale));
      for (var round = -1; round < rounds; round++) {
        empty.round();
        full.round();
        if (round < 0) {
          empty.took.clear();
          full.took.clear();
        }
      }
      print(empty.took, full.took);
    }
    System.exit(0);
  }

  private void round() throws IOException, InterruptedException {
    var tripInfo =
        timed("book")
            .lines()
            .filter(line -> line.startsWith("tripinfo: "))
            .findFirst()
            .orElseThrow()
            .substring("tripinfo: ".length());
    timed("accept", "accept", tripInfo, "--driver-id", DRIVER);
    timed("complete", "complete", tripInfo);
    timed("trip show", "trip", "show", tripInfo);
    timed("trip list --rider-id", "trip", "list", "--rider-id", "69257");
    timed("trip list --driver-id", "trip", "list", "--driver-id", DRIVER);
    timed("trip list --status", "trip", "list", "--status", "Booked");
    while (!run("status").contains("nothing waiting")) {}
    timed("status");
    timed("bill --dry-run", "bill", "--dry-run");
    timed("bill");
    timed("pay --dry-run", "pay", "--dry-run");
    timed("pay");
    timed("cycle list", "cycle", "list");
    timed("payment list", "payment", "list");
    timed("dispute list", "dispute", "list");
    timed("quarantine list", "quarantine", "list");
    timed("statement", "statement", "--cycle", "2", "--driver", DRIVER);
    timed("report", "report", "--cycle", "2");
    timed("audit verify", "audit", "verify");
    timed("reconcile");
  }

  private String timed(String command) throws IOException, InterruptedException {
    return timed(command, command);
  }

  private String timed(String name, String... arguments) throws IOException, InterruptedException {
    var began = System.nanoTime();
    var output = run(arguments);
    took.computeIfAbsent(name, _ -> new ArrayList<>()).add((System.nanoTime() - began) / 1e6);
    return output;
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(HOME.resolve("farestream").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + output);
    }
    return output;
  }

  private static void print(Map<String, List<Double>> empty, Map<String, List<Double>> full) {
    System.out.println("| milliseconds, medians | empty | with history | ratio |");
    System.out.println("|---|---:|---:|---:|");
    empty.forEach(
        (name, before) -> {
          var after = median(full.getOrDefault(name, List.of()));
          System.out.printf(
              Locale.ROOT,
              "| `%s` | %.0f | %.0f | %.2f |%n",
              name,
              median(before),
              after,
              after / median(before));
        });
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
