package farestream.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleProcessTest {
  @TempDir Path folder;
  private Process process;

  @BeforeEach
  void start() throws IOException {
    process = server(100);
    Files.writeString(folder.resolve("postgresql.pid"), process.pid() + "\n");
  }

  @AfterEach
  void stop() {
    process.destroyForcibly();
  }

  @Test
  void a_previous_server_is_waited_for() throws Exception {
    var waiting = CompletableFuture.runAsync(this::awaitEnd);
    Poll.until("it waits", Duration.ofSeconds(10), () -> !waiting.isDone());
    assertThat(process.isAlive()).isTrue();
    process.destroy();
    waiting.get(10, TimeUnit.SECONDS);
    assertThat(folder.resolve("postgresql.pid")).doesNotExist();
  }

  @Test
  void an_unrelated_process_with_the_same_id_is_left_alone() throws IOException {
    Files.setLastModifiedTime(
        folder.resolve("postgresql.pid"), FileTime.from(Instant.now().minusSeconds(3600)));
    awaitEnd();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void a_process_that_runs_on_another_folder_is_left_alone() throws Exception {
    for (var command :
        List.of(
            List.of("sleep", "100"),
            List.of("sleep", "100", folder.resolve("elsewhere/postgresql").toString()))) {
      var unrelated = new ProcessBuilder("sh", "-c", "sleep 100; :", command.getLast()).start();
      Files.writeString(folder.resolve("postgresql.pid"), unrelated.pid() + "\n");
      awaitEnd();
      assertThat(unrelated.isAlive()).isTrue();
      unrelated.destroy();
    }
  }

  @Test
  void a_pid_file_without_a_process_id_is_ignored() throws IOException {
    for (var text : List.of("", "-1", "1 2", "99999999999999999999", "sshd")) {
      Files.writeString(folder.resolve("postgresql.pid"), text);
      awaitEnd();
      assertThat(folder.resolve("postgresql.pid")).doesNotExist();
    }
  }

  @Test
  void no_server_is_started_while_the_previous_one_runs() throws IOException {
    var ending = server(1);
    Files.writeString(folder.resolve("postgresql.pid"), ending.pid() + "\n");
    Files.createFile(folder.resolve("postgresql.log"));
    var command = List.of("sh", "-c", "kill -0 " + ending.pid() + " && echo >early; echo >started");
    try (var next =
        GuardedProcess.start(
            LocalServer.POSTGRESQL,
            folder,
            0,
            new GuardedProcess.Stop("TERM", 1),
            Lifetime.DURABLE,
            command,
            Map.of())) {
      next.awaitEnd(Duration.ofSeconds(20));
    }
    assertThat(folder.resolve("started")).exists();
    assertThat(folder.resolve("early")).doesNotExist();
  }

  /// Starts a process that has the folder in its command line, as a server does.
  private Process server(int seconds) throws IOException {
    var runsOn = folder.resolve("postgresql").toString();
    return new ProcessBuilder("sh", "-c", "sleep " + seconds + "; :", "-D", runsOn).start();
  }

  private void awaitEnd() {
    try {
      StaleProcess.awaitEnd(LocalServer.POSTGRESQL, folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
