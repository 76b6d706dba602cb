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

/// Other programs that the tests run.
final class InfraTool {
  static final Path HOME = Path.of(System.getProperty("farestream.home"));
  static final Path INFRA = HOME.resolve("infra");

  private static final int LONGEST_MINUTES = 5;
  private static final boolean IN_CI = "true".equals(System.getenv("CI"));

  private InfraTool() {}

  /// How a program ended and what it wrote, errors and all.
  record Answer(int status, String text) {}

  /// Without the program a test is skipped and says so; where CI is true it fails.
  static void needed(String reason, String... probe) {
    boolean there;
    try {
      there = run(Map.of(), probe).status() == 0;
    } catch (UncheckedIOException none) {
      there = false;
    }
    neededThat(there, reason);
  }

  static void neededThat(boolean there, String reason) {
    if (IN_CI) {
      assertThat(there).as(reason).isTrue();
    }
    Assumptions.assumeTrue(there, "skipped: " + reason);
  }

  static Answer run(Map<String, String> environment, String... command) {
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
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new IllegalStateException(String.join(" ", command) + " came to no end");
        }
        return new Answer(process.exitValue(), Files.readString(output, UTF_8));
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
