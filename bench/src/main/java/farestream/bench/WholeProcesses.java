package farestream.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Measures the time until `up` is ready, on a new and on an existing folder, and the time of
/// `book` and `bill` as separate processes while it runs.
public final class WholeProcesses {
  private static final int UPS = 5;
  private static final int BOOKS = 20;
  private static final Path HOME = Path.of(System.getProperty("farestream.home", "."));

  private WholeProcesses() {}

  public static void main(String[] arguments) throws Exception {
    var firstStarts = new ArrayList<Double>();
    var restarts = new ArrayList<Double>();
    var books = new ArrayList<Double>();
    var bills = new ArrayList<Double>();
    for (var round = 0; round < UPS; round++) {
      Folders.temporary(
          folder -> {
            firstStarts.add(up(folder, () -> {}));
            restarts.add(
                up(
                    folder,
                    () -> {
                      for (var i = 0; i < BOOKS / UPS; i++) {
                        books.add(timed(folder, "book"));
                        bills.add(timed(folder, "bill", "--dry-run"));
                      }
                    }));
          });
    }
    Samples.printHeader();
    new Samples(firstStarts).print("up until ready, new folder");
    new Samples(restarts).print("up until ready, kept folder");
    new Samples(books).print("book, the whole process");
    new Samples(bills).print("bill --dry-run, the whole process");
  }

  /// An action while `up` runs.
  private interface Meanwhile {
    void run() throws IOException, InterruptedException;
  }

  private static double up(Path folder, Meanwhile meanwhile)
      throws IOException, InterruptedException {
    var began = System.nanoTime();
    var up =
        launcher(folder, "up", "--dynamodb-port", "0", "--postgres-port", "0")
            .redirectErrorStream(true)
            .start();
    try (var out = up.inputReader()) {
      awaitReady(out);
      var ready = millisSince(began);
      meanwhile.run();
      return ready;
    } finally {
      up.destroy();
      up.waitFor();
    }
  }

  private static void awaitReady(BufferedReader out) throws IOException {
    var output = new ArrayList<String>();
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      output.add(line);
      if (line.startsWith("ready")) {
        return;
      }
    }
    throw new IOException("up exited: " + output);
  }

  private static double timed(Path folder, String... arguments)
      throws IOException, InterruptedException {
    var began = System.nanoTime();
    var process = launcher(folder, arguments).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(output);
    }
    return millisSince(began);
  }

  private static ProcessBuilder launcher(Path folder, String... arguments) {
    var command = new ArrayList<>(List.of(HOME.resolve("farestream").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PG") || name.startsWith("AWS"));
    return builder;
  }

  private static double millisSince(long began) {
    return (System.nanoTime() - began) / 1e6;
  }
}
