package farestream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests `guard.sh` in the shells that it must support.
@Tag("integration")
class GuardTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  enum Shell {
    DASH("dash"),
    BASH("bash"),
    /// As on macOS, which doesn't have setsid.
    BASH_WITHOUT_SETSID("bash");

    final String program;

    Shell(String program) {
      this.program = program;
    }
  }

  private record Guarding(Process guard, ProcessHandle server) implements AutoCloseable {
    int status() {
      return guard.onExit().orTimeout(20, TimeUnit.SECONDS).join().exitValue();
    }

    void endThePipe() throws IOException {
      guard.getOutputStream().close();
      Poll.untilGone(server, SOON);
    }

    @Override
    public void close() throws IOException {
      endThePipe();
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void the_end_of_the_pipe_stops_the_server(Shell shell) throws IOException {
    try (var guarding = start(shell, "sleep", "100")) {
      guarding.endThePipe();
      assertThat(guarding.status()).isEqualTo(128 + 15);
      assertThat(folder.resolve("pid")).doesNotExist();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_server_that_does_not_listen_is_killed(Shell shell) throws IOException {
    var deaf = "trap '' TERM QUIT; echo >ready; while :; do sleep 1; done";
    try (var guarding = start(shell, "sh", "-c", deaf)) {
      Poll.until("it is deaf", SOON, () -> Files.exists(folder.resolve("ready")));
      guarding.endThePipe();
      assertThat(guarding.status()).isEqualTo(128 + 9);
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_guard_ends_as_its_server_does(Shell shell) throws IOException {
    try (var guarding = start(shell, "sh", "-c", "exit 7")) {
      assertThat(guarding.status()).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ctrl_c_on_the_terminal_stops_neither(Shell shell) throws IOException {
    try (var guarding = start(shell, "sleep", "100")) {
      var guard = guarding.guard().pid();
      var server = guarding.server().pid();
      // Ctrl-C goes to every process of the terminal's group, so the server must be in another one.
      assertThat(groupOf(guard)).isNotEqualTo(server);
      Poll.until("it has a group of its own", SOON, () -> groupOf(server) == server);
      for (var signal : List.of("INT", "QUIT", "HUP", "TERM", "INT")) {
        run("kill", "-s", signal, Long.toString(guard));
      }
      assertThat(guarding.server().isAlive()).isTrue();
      // If a signal had killed the guard, its status would be that signal's.
      guarding.endThePipe();
      assertThat(guarding.status()).isEqualTo(128 + 15);
    }
  }

  @ParameterizedTest
  @EnumSource
  void killing_the_guard_too_saves_no_server(Shell shell) throws IOException {
    try (var guarding = start(shell, "sleep", "100")) {
      // Process.destroyForcibly() would close the pipe as well.
      run("kill", "-s", "KILL", Long.toString(guarding.guard().pid()));
      guarding.guard().onExit().join();
      assertThat(guarding.server().isAlive()).isTrue();
      guarding.endThePipe();
    }
  }

  private Guarding start(Shell shell, String... server) throws IOException {
    assumeTrue(find(shell.program).isPresent(), "there is no " + shell);
    var pidFile = folder.resolve("pid");
    var command = new ArrayList<>(List.of(shell.program));
    command.addAll(List.of("-c", ShellScript.GUARD.text(), "farestream-guard"));
    // In two seconds the signal is sent twice; the first may come before the server has started.
    command.addAll(List.of("TERM", "2", pidFile.toString()));
    command.addAll(List.of(server));
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    if (shell == Shell.BASH_WITHOUT_SETSID) {
      builder.environment().put("PATH", pathWithoutSetsid().toString());
    }
    var guard = builder.start();
    Poll.until("the server was started", SOON, () -> !read(pidFile).isEmpty() || !guard.isAlive());
    var pid = read(pidFile);
    var running =
        pid.isEmpty() ? Optional.<ProcessHandle>empty() : ProcessHandle.of(Long.parseLong(pid));
    return new Guarding(guard, running.orElse(guard.toHandle()));
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file).strip() : "";
    } catch (IOException removedMeanwhile) {
      return "";
    }
  }

  private Path pathWithoutSetsid() throws IOException {
    var path = Files.createDirectories(folder.resolve("bin"));
    for (var program : List.of("sh", "sleep", "rm")) {
      var wrapper = path.resolve(program);
      Files.writeString(wrapper, "#!/bin/sh\nexec " + find(program).orElseThrow() + " \"$@\"\n");
      Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
    }
    return path;
  }

  private static Optional<Path> find(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static long groupOf(long pid) {
    return Long.parseLong(run("ps", "-o", "pgid=", "-p", Long.toString(pid)).strip());
  }

  private static String run(String... command) {
    try {
      var process = new ProcessBuilder(command).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.onExit().join();
      return output;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
