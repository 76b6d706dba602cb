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

/// Other programs that the tests run.
final class Tool {
  static final Path HOME = Path.of(System.getProperty("farestream.home"), "dynamodb");

  private static final int LONGEST_MINUTES = 10;
  private static final boolean IN_CI = "true".equals(System.getenv("CI"));

  private Tool() {}

  /// How a program ended and what it wrote, errors and all.
  record Answer(int status, String text) {

    /// What it wrote, if it succeeded.
    String required() {
      assertThat(status).as(text).isZero();
      return text;
    }
  }

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

  static String script(String name) {
    return HOME.resolve("src/test").resolve(name).toString();
  }

  static Answer run(Map<String, String> environment, String... command) {
    try {
      var output = Files.createTempFile("farestream-dynamodb", ".txt");
      try {
        var builder = new ProcessBuilder(command).directory(HOME.toFile());
        builder.environment().putAll(environment);
        // Else it would leave files in the source folder.
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        var process =
            builder
                .redirectInput(Path.of("/dev/null").toFile())
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
