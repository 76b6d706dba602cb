package farestream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A command on a pseudo-terminal, created by util-linux's `script`, with keyboard input.
public final class Terminal implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final int CTRL_C = 3;

  private final Path output;
  private final Process process;

  private Terminal(Path output, Process process) {
    this.output = output;
    this.process = process;
  }

  /// @param output the file that receives everything the terminal shows
  /// @param environment the variables by which the command finds its servers
  public static Terminal start(Path output, Map<String, String> environment, String... arguments)
      throws IOException {
    requireScript();
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // If the tests run in the background of a script, SIGINT is ignored and inherited as such.
    var command =
        new ArrayList<>(List.of("exec", "env", "--default-signal=INT", java, "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", Main.class.getName()));
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder("script", "-qefc", String.join(" ", command), "/dev/null")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("SHELL", "/bin/sh");
    return new Terminal(output, builder.start());
  }

  /// Skips the test with a message if `script` is missing; fails if CI is true.
  private static void requireScript() {
    var isThere =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "script")));
    var isLinux = System.getProperty("os.name").equals("Linux");
    if ("true".equals(System.getenv("CI"))) {
      assertThat(isThere && isLinux).as("no script of util-linux on the PATH").isTrue();
    }
    Assumptions.assumeTrue(isThere && isLinux, "skipped: no script of util-linux on the PATH");
  }

  public String shown() {
    try {
      return Files.readString(output, UTF_8);
    } catch (IOException notWhole) {
      return "";
    }
  }

  public void await(Pattern text) {
    var deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!text.matcher(shown()).find()) {
      assertThat(System.nanoTime()).as(shown()).isLessThan(deadline);
      assertThat(process.isAlive()).as(shown()).isTrue();
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  public void type(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  void pressCtrlC() throws IOException {
    process.getOutputStream().write(CTRL_C);
    process.getOutputStream().flush();
  }

  /// Returns the command's exit status.
  public int end() throws InterruptedException {
    assertThat(process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).as(shown()).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
