package farestream.bench.billing;

import farestream.bench.Folders;
import farestream.billing.Billing;
import farestream.billing.Terms;
import farestream.database.Schema;
import farestream.document.FileFormat;
import farestream.local.LocalServers;
import farestream.payout.Payout;
import farestream.statement.Statements;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/// Measures writing the statements of 100,000 drivers with ten trips and a payment each: as CSV by
/// the command, in a separate process with a small heap, in one file and in a file per driver; and
/// as PDF for a minute.
public final class WritingStatements {
  private static final long TRIPS = 10L * CityData.DRIVERS;
  private static final Instant CUT_OFF = Instant.parse("2026-01-02T05:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final String HEAP = "-Xmx64m";
  private static final int CYCLE = 2;
  private static final Duration PDF_TIME = Duration.ofMinutes(1);

  private WritingStatements() {}

  public static void main(String[] arguments) throws Exception {
    Folders.temporary(
        folder -> {
          try (var servers = LocalServers.start(folder.resolve("servers"), 0, 0)) {
            Schema.migrate(servers.owner().dataSource());
            var commands = servers.commands().dataSource();
            CityData.drivers(servers.owner().dataSource(), CityData.DRIVERS);
            CityData.trips(servers.owner().dataSource(), CityData.DRIVERS, "2026-01-01", 1, TRIPS);
            var _ = new Billing(commands, ZONE, Terms.LAB).close(CUT_OFF, CUT_OFF);
            var _ = new Payout(commands).pay(CUT_OFF);
            csv(servers, "all in one file", folder.resolve("all.csv"));
            csv(servers, "a file of each", folder.resolve("csv"));
            pdf(commands, folder.resolve("pdf"));
          }
        });
    System.exit(0);
  }

  private static void csv(LocalServers servers, String what, Path path)
      throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        new ArrayList<>(List.of(java, HEAP, "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("farestream.Main", "statement", "--cycle", "" + CYCLE));
    command.addAll(List.of("--csv", path.toString()));
    var process = new ProcessBuilder(command).inheritIO();
    process.environment().putAll(servers.commands().environment());
    var began = System.nanoTime();
    var status = process.start().waitFor();
    if (status != 0) {
      throw new IOException("statement exited with status " + status);
    }
    print("CSV, " + what + ", " + HEAP, CityData.DRIVERS, began);
  }

  private static void pdf(DataSource commands, Path folder) throws IOException {
    var written = 0;
    try (var statements = Statements.open(commands, CYCLE, Optional.empty())) {
      var began = System.nanoTime();
      while (System.nanoTime() - began < PDF_TIME.toNanos() && statements.hasNext()) {
        FileFormat.PDF.writeBelow(folder, statements.next());
        written++;
      }
      print("PDF, a file of each", written, began);
    }
  }

  private static void print(String what, int statements, long began) {
    var seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s: %,d statements in %.1f s, %.0f a second%n",
        what,
        statements,
        seconds,
        statements / seconds);
  }
}
