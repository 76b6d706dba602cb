package farestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.Main;
import farestream.TestInstance;
import farestream.config.LocalSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An instance of its own with a worker, because imported trips would change the counts of other
/// tests.
public final class HistoryInstance implements AutoCloseable {
  public static final Path SAMPLE = Path.of("..", "samples", "trips-2019-03.csv");

  private final LocalSystem system = LocalSystem.startTemporary("aws-db-workshop-trips");
  private final TestInstance instance = TestInstance.of(system.environment());

  public TestInstance instance() {
    return instance;
  }

  /// Runs a command that must succeed.
  ///
  /// @return its output
  public String done(String... arguments) {
    var result = instance.run(arguments);
    assertThat(result.status()).as(result.err() + result.out()).isZero();
    return result.out();
  }

  public String value(String sql) {
    return instance.rows(sql).getFirst();
  }

  /// Runs a command in a process of its own, which can be killed.
  public Process start(Path output, String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(instance.environment());
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  /// Asserts that both sides are equal, the stream has added nothing, and the audit succeeds.
  public void assertSettled() {
    var compared = done("reconcile");
    assertThat(compared).contains("both sides agree to the cent");
    assertThat(value("select count(*) from trip_history")).isEqualTo("0");
    assertThat(value("select count(*) from quarantine")).isEqualTo("0");
    assertThat(done("audit", "verify")).contains("proved");
    assertThat(done("status")).doesNotContain("IMPORT").contains("no unpaid bills");
  }

  @Override
  public void close() {
    system.close();
  }
}
