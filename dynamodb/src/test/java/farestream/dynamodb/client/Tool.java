package farestream.dynamodb.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Runs other programs for the tests.
final class Tool {
  static final Path HOME = Path.of(System.getProperty("farestream.home"), "dynamodb");

  private static final int MAX_MINUTES = 10;
  private static final boolean IN_CI = "true".equals(System.getenv("CI"));

  private Tool() {}

  /// The exit status of a program and its output, including errors.
  record Answer(int status, String text) {

    /// Returns the output; fails the test if the program failed.
    String required() {
      assertThat(status).as(text).isZero();
      return text;
    }
  }

  /// Skips the test with a reason if a program isn't available, or fails it if CI is true.
  ///
  /// @param probe a command that succeeds if the program is available
  static void require(String reason, String... probe) {
    boolean available;
    try {
      available = run(Map.of(), probe).status() == 0;
    } catch (UncheckedIOException none) {
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

  static String script(String name) {
    return HOME.resolve("src/test").resolve(name).toString();
  }

  static Answer run(Map<String, String> environment, String... command) {
    try {
      var output = Files.createTempFile("farestream-dynamodb", ".txt");
      try {
        var builder = new ProcessBuilder(command).directory(HOME.toFile());
        builder.environment().putAll(environment);
        // Otherwise, Python would write files to the source folder.
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        var process =
            builder
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new IllegalStateException(
              String.join(" ", command) + " didn't end within " + MAX_MINUTES + " minutes");
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
