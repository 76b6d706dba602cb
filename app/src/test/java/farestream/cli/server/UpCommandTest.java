package farestream.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import farestream.cli.CommandProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests `up` in a process of its own, and what remains after it ends. All tests share one process,
/// in a folder whose name needs quoting in a shell; a test that ends it starts the next.
@Tag("integration")
class UpCommandTest {
  private static final String TABLE = "aws-db-workshop-trips";

  @TempDir private static Path folder;
  private static final List<Process> STARTED = new ArrayList<>();
  private static Optional<Running> running = Optional.empty();
  private final Path data = folder.resolve("it's mine");
  private Process up;
  private String toTypeNext;

  private record Running(Process process, String toTypeNext) {}

  @AfterAll
  static void stop() throws InterruptedException {
    for (var process : STARTED) {
      process.destroy();
      process.waitFor();
    }
  }

  @BeforeEach
  void start() throws IOException {
    if (running.filter(one -> one.process.isAlive()).isEmpty()) {
      var process = start(data);
      running =
          Optional.of(new Running(process, CommandProcess.lineOf(process, "in another shell")));
    }
    up = running.orElseThrow().process;
    toTypeNext = running.orElseThrow().toTypeNext;
  }

  @Test
  @Tag("slow")
  void data_survive_a_kill() throws Exception {
    var lab = TestInstance.of(environment());
    var accepted = lab.run("book").tripInfo();
    lab.run("accept", accepted);
    var completed = lab.run("book").tripInfo();
    lab.run("accept", completed);
    lab.run("complete", completed);
    up.destroyForcibly().waitFor();

    start();
    var again = TestInstance.of(environment());
    again.await("select trip_info from trips", completed);
    assertThat(again.run("trip", "show", accepted).out()).contains("status:   InProgress");
    assertThat(again.run("bill").out()).contains("cycle 2 closed", "1 ride,");
    assertThat(again.run("status").out())
        .contains("worker      reading the stream", "nothing waiting");
  }

  @Test
  void a_second_up_on_the_folder_is_refused_and_the_first_keeps_running() throws Exception {
    var second = start(data);
    assertThat(second.errorReader().lines())
        .singleElement()
        .asString()
        .contains("in use by process " + up.pid(), "--data");
    assertThat(second.inputReader().lines()).isEmpty();
    assertThat(second.waitFor()).isEqualTo(3);
    assertThat(TestInstance.of(environment()).run("book").status()).isZero();
  }

  @Test
  void a_busy_port_is_an_error_that_names_the_option() throws Exception {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      var refused =
          process(
              "up",
              "--data",
              folder.resolve("busy").toString(),
              "--dynamodb-port",
              "0",
              "--postgres-port",
              "" + taken.getLocalPort());
      assertThat(refused.errorReader().lines())
          .singleElement()
          .asString()
          .contains("PostgreSQL can't listen on port " + taken.getLocalPort(), "--postgres-port");
      assertThat(refused.waitFor()).isEqualTo(3);
    }
  }

  @Test
  void a_folder_with_other_files_is_refused_and_left_unchanged() throws Exception {
    var letters = Files.createDirectory(folder.resolve("letters"));
    Files.writeString(letters.resolve("letter.txt"), "Dear");
    var refused = start(letters);
    assertThat(refused.errorReader().lines())
        .singleElement()
        .asString()
        .contains("contains files and isn't a data folder of Farestream", "--data");
    assertThat(refused.waitFor()).isEqualTo(3);
    try (var files = Files.list(letters)) {
      assertThat(files).containsExactly(letters.resolve("letter.txt"));
    }
  }

  @Test
  void a_file_or_a_path_below_one_is_not_a_data_folder() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "Dear");
    for (var wrong : List.of(file, file.resolve("below"), file.resolve("far/below"))) {
      var refused = start(wrong);
      assertThat(refused.errorReader().lines())
          .containsExactly(
              "farestream: %s is not a folder: choose another data folder with --data"
                  .formatted(wrong));
      assertThat(refused.waitFor()).isEqualTo(2);
    }
  }

  @Test
  void a_worker_without_its_table_ends_at_once_and_says_so() throws Exception {
    var variables = environment();
    variables.put("TRIPS_TABLE", "no-such-table");
    var worker = process(variables, "worker");
    assertThat(worker.errorReader().lines())
        .singleElement()
        .asString()
        .contains("the DynamoDB table doesn't exist", "TRIPS_TABLE");
    assertThat(worker.waitFor()).isEqualTo(3);
  }

  @Test
  void the_printed_commands_work_in_a_folder_of_any_name() throws Exception {
    var sourced =
        toTypeNext.substring(toTypeNext.indexOf(": ") + 2).replace("./farestream book", "env");
    var shell = new ProcessBuilder("sh", "-c", sourced).directory(folder.toFile()).start();
    assertThat(shell.inputReader().lines()).anyMatch(line -> line.startsWith("PGPASSWORD="));
    assertThat(Files.readString(data.resolve(".gitignore"))).isEqualTo("*\n");
  }

  @Test
  void without_psql_the_message_says_what_to_install() throws Exception {
    var psql = process(Map.of("PATH", "/nowhere", "PGHOST", "127.0.0.1"), "psql");
    assertThat(psql.errorReader().lines())
        .singleElement()
        .asString()
        .startsWith(
            "farestream: psql is not installed: install it (Debian: apt install postgresql-client");
    assertThat(psql.waitFor()).isEqualTo(1);
  }

  @Test
  void it_ends_on_a_signal_and_the_next_start_enables_a_disabled_stream() throws Exception {
    try (var dynamoDb = TestInstance.of(environment()).config().dynamoDb()) {
      dynamoDb.updateTable(
          table ->
              table.tableName(TABLE).streamSpecification(stream -> stream.streamEnabled(false)));
    }
    assertThat(data.resolve("env")).exists();
    // Process.destroy() would also close the process's output.
    up.toHandle().destroy();
    assertThat(up.inputReader().lines()).endsWith("stopping …", "stopped");
    up.waitFor();
    assertThat(data.resolve("env")).doesNotExist();
    assertThat(ProcessHandle.allProcesses().filter(other -> runsIn(other, data))).isEmpty();

    start();
    try (var dynamoDb = TestInstance.of(environment()).config().dynamoDb()) {
      var table = dynamoDb.describeTable(request -> request.tableName(TABLE)).table();
      assertThat(table.streamSpecification().streamEnabled()).isTrue();
    }
  }

  private static boolean runsIn(ProcessHandle process, Path data) {
    return process.info().commandLine().orElse("").contains(data.toString());
  }

  private static Process start(Path data) throws IOException {
    return process("up", "--data", data.toString(), "--dynamodb-port", "0", "--postgres-port", "0");
  }

  private static Process process(String... arguments) throws IOException {
    return process(Map.of(), arguments);
  }

  private static Process process(Map<String, String> variables, String... arguments)
      throws IOException {
    var process = CommandProcess.start(folder, variables, arguments);
    STARTED.add(process);
    return process;
  }

  private Map<String, String> environment() throws IOException {
    return CommandProcess.environment(data);
  }
}
