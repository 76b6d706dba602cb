package farestream.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Runs external programs for the tests.
final class InfraTool {
  static final Path HOME = Path.of(System.getProperty("farestream.home"));
  static final Path INFRA = HOME.resolve("infra");

  private static final int TIMEOUT_MINUTES = 5;
  private static final boolean IN_CI = "true".equals(System.getenv("CI"));

  private InfraTool() {}

  /// A program's exit status and its output, including standard error.
  record Result(int status, String text) {}

  /// Skips the test, with the reason, if the probe doesn't run; with `CI=true` the test fails
  /// instead.
  static void require(String reason, String... probe) {
    boolean available;
    try {
      available = run(Map.of(), probe).status() == 0;
    } catch (UncheckedIOException absent) {
      available = false;
    }
    requireThat(available, reason);
  }

  static void requireThat(boolean available, String reason) {
    if (IN_CI) {
      assertThat(available).as(reason).isTrue();
    }
    Assumptions.assumeTrue(available, "skipped: " + reason);
  }

  static Result run(Map<String, String> environment, String... command) {
    try {
      var output = Files.createTempFile("farestream-infra", ".txt");
      try {
        var builder = new ProcessBuilder(command).directory(HOME.toFile());
        builder.environment().putAll(environment);
        var process =
            builder
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new IllegalStateException(String.join(" ", command) + " did not end in time");
        }
        return new Result(process.exitValue(), Files.readString(output, UTF_8));
      } finally {
        Files.delete(output);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
