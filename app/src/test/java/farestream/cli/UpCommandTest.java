package farestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `up` as a process of its own, and what is left when it is gone.
class UpCommandTest {
  private static final Pattern VARIABLE = Pattern.compile("export (\\w+)='(.*)'");

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (var process : started) {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void what_was_there_before_a_kill_is_there_after_the_next_start() throws Exception {
    var data = folder.resolve("data");
    var first = up(data);
    var lab = TestInstance.of(environment(data));
    var accepted = lab.run("book").tripInfo();
    lab.run("accept", accepted);
    var completed = lab.run("book").tripInfo();
    lab.run("accept", completed);
    lab.run("complete", completed);
    first.destroyForcibly().waitFor();

    up(data);
    var again = TestInstance.of(environment(data));
    again.await("select trip_info from trips", completed);
    assertThat(again.run("trip", "show", accepted).out()).contains("status:   InProgress");
    assertThat(again.run("bill").out()).contains("cycle 2 closed", "1 ride,");
    assertThat(again.run("status").out())
        .contains("worker      reading the stream", "nothing waiting");
  }

  @Test
  void a_second_one_on_the_folder_is_refused_and_the_first_goes_on() throws Exception {
    var data = folder.resolve("data");
    var first = up(data);
    var second = start(data);
    assertThat(second.errorReader().lines())
        .singleElement()
        .asString()
        .contains("in use by process " + first.pid(), "--data");
    assertThat(second.inputReader().lines()).isEmpty();
    assertThat(second.waitFor()).isEqualTo(3);
    assertThat(TestInstance.of(environment(data)).run("book").status()).isZero();
  }

  @Test
  void a_busy_port_is_an_error_that_names_the_option() throws Exception {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      var refused =
          process(
              "up",
              "--data",
              folder.resolve("data").toString(),
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
  void a_folder_with_other_files_is_refused_and_left_as_it_is() throws Exception {
    Files.writeString(folder.resolve("letter.txt"), "Dear");
    var refused = start(folder);
    assertThat(refused.errorReader().lines())
        .singleElement()
        .asString()
        .contains("holds other files and is no data folder of Farestream", "--data");
    assertThat(refused.waitFor()).isEqualTo(3);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("letter.txt"));
    }
  }

  @Test
  void what_to_type_next_works_as_it_stands_in_a_folder_of_any_name() throws Exception {
    var data = folder.resolve("it's mine");
    var up = start(data);
    var said = awaitReady(up.inputReader());
    while (!said.startsWith("in another shell")) {
      said = up.inputReader().readLine();
    }
    var sourced = said.substring(said.indexOf(": ") + 2).replace("./farestream book", "env");
    var shell = new ProcessBuilder("sh", "-c", sourced).directory(folder.toFile()).start();
    assertThat(shell.inputReader().lines()).anyMatch(line -> line.startsWith("PGPASSWORD="));
    assertThat(Files.readString(data.resolve(".gitignore"))).isEqualTo("*\n");
  }

  @Test
  void a_machine_without_psql_is_told_what_to_install() throws Exception {
    var psql = process(Map.of("PATH", "/nowhere", "PGHOST", "127.0.0.1"), "psql");
    assertThat(psql.errorReader().lines())
        .singleElement()
        .asString()
        .startsWith("farestream: psql is not installed: Debian: apt install postgresql-client");
    assertThat(psql.waitFor()).isEqualTo(1);
  }

  @Test
  void it_ends_on_a_signal_and_takes_its_env_file_with_it() throws Exception {
    var data = folder.resolve("data");
    var up = up(data);
    assertThat(data.resolve("env")).exists();
    // The process's own destroy would close what it prints to.
    up.toHandle().destroy();
    assertThat(up.inputReader().lines()).endsWith("stopping …", "stopped");
    up.waitFor();
    assertThat(data.resolve("env")).doesNotExist();
    assertThat(ProcessHandle.allProcesses().filter(other -> runsIn(other, data))).isEmpty();
  }

  @Test
  void a_table_made_without_a_stream_gets_one() throws Exception {
    var data = folder.resolve("data");
    up(data);
    var lab = TestInstance.of(environment(data));
    try (var dynamoDb = lab.config().dynamoDb()) {
      dynamoDb.updateTable(
          request ->
              request
                  .tableName("aws-db-workshop-trips")
                  .streamSpecification(stream -> stream.streamEnabled(false)));
    }
    stop();
    started.clear();
    up(data);
    try (var dynamoDb = TestInstance.of(environment(data)).config().dynamoDb()) {
      assertThat(
              dynamoDb
                  .describeTable(request -> request.tableName("aws-db-workshop-trips"))
                  .table()
                  .streamSpecification()
                  .streamEnabled())
          .isTrue();
    }
  }

  private static boolean runsIn(ProcessHandle process, Path data) {
    return process.info().commandLine().orElse("").contains(data.toString());
  }

  private Process up(Path data) throws IOException {
    var process = start(data);
    awaitReady(process.inputReader());
    return process;
  }

  private Process start(Path data) throws IOException {
    return process("up", "--data", data.toString(), "--dynamodb-port", "0", "--postgres-port", "0");
  }

  private Process process(String... arguments) throws IOException {
    return process(Map.of(), arguments);
  }

  private Process process(Map<String, String> variables, String... arguments) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        Stream.concat(
                Stream.of(
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-Dfarestream.home=" + System.getProperty("farestream.home"),
                    "--enable-native-access=ALL-UNNAMED",
                    "farestream.Main"),
                Stream.of(arguments))
            .toList();
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(variables);
    var process = builder.start();
    started.add(process);
    return process;
  }

  private static String awaitReady(BufferedReader out) throws IOException {
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("ready")) {
        return line;
      }
    }
    throw new AssertionError("up ended before it was ready");
  }

  private static Map<String, String> environment(Path data) throws IOException {
    var variables = new HashMap<String, String>();
    for (var line : Files.readAllLines(data.resolve("env"))) {
      var matcher = VARIABLE.matcher(line);
      assertThat(matcher.matches()).as(line).isTrue();
      variables.put(matcher.group(1), matcher.group(2));
    }
    return variables;
  }
}
