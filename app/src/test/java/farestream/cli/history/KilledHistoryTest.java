package farestream.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.cli.HistoryInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills (`kill -9`) or terminates real processes during an import. The same command resumes it,
/// and nothing is written twice.
@Tag("slow")
class KilledHistoryTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String[] GENERATE = {
    "history", "generate", "--like", "workshop", "--scale", "0.01"
  };
  private static final String[] IMPORT = {"history", "import", HistoryInstance.SAMPLE.toString()};

  private static final Pattern ITEMS =
      Pattern.compile("DynamoDB    ([\\d,]+) items.*; ([\\d,]+) already existed");

  @TempDir private Path folder;
  private final HistoryInstance history = new HistoryInstance();

  @AfterEach
  void stop() {
    history.close();
  }

  @Test
  void killed_while_rows_are_written() throws Exception {
    killWhen(this::isLoading, GENERATE);
    history.done(GENERATE);
    assertWhole();
  }

  /// Kills the import twice, then imports another source first: the ledger knows which items are
  /// missing.
  @Test
  void killed_while_items_are_written() throws Exception {
    killWhen(() -> rows() > 0, GENERATE);
    assertThat(history.done("status"))
        .contains("IMPORT      interrupted, not all trips are in DynamoDB");
    assertThat(history.done("reconcile", "--repair"))
        .contains("imported, not in DynamoDB yet", "nothing to repair")
        .containsPattern("\\d+ trips? of an interrupted import");
    var output = killWhen(() -> items() > 0, GENERATE);
    assertThat(output).doesNotContain("DynamoDB    ");
    var records = Files.readAllLines(HistoryInstance.SAMPLE).size() - 1;
    assertThat(itemsLookedAt(history.done(IMPORT))).isEqualTo(1287 + records);
    assertThat(rows()).isEqualTo(1287 + records);
    assertThat(history.done(GENERATE)).contains("0 trips", "nothing to upload");
    history.assertSettled();
  }

  @Test
  void a_terminated_run_ends_after_its_batch_and_says_how_to_resume() throws Exception {
    var process = history.start(output(), GENERATE);
    await(process, () -> rows() > 0);
    process.destroy();
    process.onExit().join();
    assertThat(Files.readString(output())).contains("interrupted: run the same command again");
    history.done(GENERATE);
    assertWhole();
  }

  private void assertWhole() {
    assertThat(rows()).isEqualTo(1287);
    assertThat(history.value("select count(*) from billing")).isEqualTo("600");
    assertThat(history.value("select count(*) from payment")).isEqualTo("600");
    history.assertSettled();
  }

  /// Returns the number of items sent and of items that already existed.
  private static int itemsLookedAt(String output) {
    var said = ITEMS.matcher(output);
    assertThat(said.find()).as(output).isTrue();
    return count(said.group(1)) + count(said.group(2));
  }

  private static int count(String printed) {
    return Integer.parseInt(printed.replace(",", ""));
  }

  private long items() {
    return history.instance().config().tripsTable().roughSize();
  }

  private int rows() {
    return Integer.parseInt(history.value("select count(*) from trips"));
  }

  private boolean isLoading() {
    return !history
        .instance()
        .rows(
            "select 1 from pg_locks where mode = 'RowExclusiveLock' and relation ="
                + " 'trip_import'::regclass")
        .isEmpty();
  }

  private Path output() {
    return folder.resolve("output");
  }

  private String killWhen(BooleanSupplier there, String... command) throws IOException {
    var process = history.start(output(), command);
    await(process, there);
    process.destroyForcibly().onExit().join();
    return Files.readString(output());
  }

  private static void await(Process process, BooleanSupplier there) {
    var deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!there.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it comes so far").isLessThan(deadline);
      assertThat(process.isAlive()).as("it is at work").isTrue();
      LockSupport.parkNanos(1_000_000);
    }
  }
}
