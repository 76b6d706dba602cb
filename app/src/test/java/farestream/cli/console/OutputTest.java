package farestream.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import farestream.Main;
import farestream.TestInstance;
import farestream.config.Config;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What is printed arrives, or the command says that it didn't; and nothing in it makes a terminal
/// do something.
@Tag("integration")
class OutputTest {
  private static final TestInstance LAB = TestInstance.running();
  private static final String HOSTILE =
      "a\u001b[31mb\u0007c\u0085d\u009b31me\u009dtitle\u009cf\u007fg\u202eh\u2066i\u2069j\u061ck\u2028l\u2029m"
          + "\u200bn\u2060o\ufeffp\u00adq\udb40\udc41r";

  @TempDir private static Path folder;

  private record Ended(int status, String err) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--version",
        "help bill",
        "status --json",
        "book",
        "report --day 2019-03-04 --html -",
        "psql -c 'table trips'"
      })
  void a_full_disk_is_reported_as_a_failure(String arguments) throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "skipped: no /dev/full here");
    var full = run("f " + arguments + " >/dev/full");
    assertThat(full.err())
        .contains("could not write to standard output (No space left on device)")
        .hasLineCount(1);
    assertThat(full.status()).isEqualTo(1);
  }

  @Test
  void a_refusal_whose_list_is_lost_says_so_as_well() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "skipped: no /dev/full here");
    var sample = Files.readAllLines(Path.of("..", "samples", "trips-2019-03.csv"));
    var file = Files.writeString(folder.resolve("odd.csv"), sample.getFirst() + "\n1,2\n");
    var full = run("f fare check '" + file + "' >/dev/full");
    assertThat(full.err()).contains("could not write to standard output", "can't be read");
    assertThat(full.status()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "psql -c 'select generate_series(1, 100000)'"})
  void a_closed_pipe_ends_a_command_without_a_word(String arguments) throws Exception {
    // Nobody has the other end any more when the command begins.
    var closed = run("{ sleep 0.5; f " + arguments + "; echo $? >status; } | :");
    assertThat(closed.err()).isEmpty();
    assertThat(folder.resolve("status")).hasContent("141");
  }

  @Test
  void no_command_calls_it_a_success_where_its_help_could_not_be_written() {
    var none = new Config(Map.of(), folder);
    var commands = Main.commandLine(none, new BufferedReader(Reader.nullReader()));
    for (var words : leaves(commands, List.of())) {
      for (var reason : List.of("No space left on device", "Broken pipe")) {
        var err = new StringWriter();
        var arguments = new ArrayList<>(words);
        arguments.add("--help");
        var status =
            Main.commandLine(none, new BufferedReader(Reader.nullReader()))
                .setOut(Output.to(failing(reason)))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        var isPipe = reason.equals("Broken pipe");
        assertThat(status).as(words.toString()).isEqualTo(isPipe ? 141 : 1);
        assertThat(err.toString().lines()).hasSize(isPipe ? 0 : 1);
      }
    }
  }

  @Test
  void what_a_terminal_would_obey_is_printed_as_text_and_json_keeps_it() throws Exception {
    var tripInfo = LAB.run("book", "--rider-name", HOSTILE).tripInfo();
    for (var command : List.of(List.of("trip", "show", tripInfo), List.of("accept", tripInfo))) {
      assertHarmless(LAB.run(command.toArray(String[]::new)).out());
    }
    var json = LAB.run("trip", "show", tripInfo, "--json").out();
    assertHarmless(json);
    assertThat(values(json)).contains(HOSTILE);
    var refused = LAB.run("cancel", "2026-01-01T00:00:00Z,1" + HOSTILE);
    assertThat(refused.status()).isNotZero();
    assertHarmless(refused.err());
    assertHarmless(LAB.run("fare", HOSTILE).err());
    assertHarmless(LAB.run(HOSTILE).err());
  }

  @Test
  void log_lines_and_stack_traces_go_the_same_way() {
    var printed = new StringWriter();
    var err = Output.to(printed).asStream();
    err.println(HOSTILE);
    new IllegalStateException("of José: " + HOSTILE).printStackTrace(err);
    assertHarmless(printed.toString().replace("\t", ""));
    assertThat(printed.toString()).contains("of José: a\\u001b[31mb", "\tat ");
  }

  @Test
  void ordinary_names_of_all_the_world_are_printed_as_they_are() {
    for (var name :
        List.of(
            "José",
            "Zoë O'Neill",
            "Łukasz",
            "Грейс",
            "李小龍",
            "علی‌رضا",
            "श्री",
            "👩‍👧",
            "e\u0301")) {
      assertThat(LAB.run("book", "--rider-name", name).out()).contains(name);
      assertThat(LAB.run("book", "--rider-name", name, "--json").out()).contains(name);
    }
    // Between Latin letters nobody needs a joiner.
    assertThat(LAB.run("book", "--rider-name", "Gra\u200dce").out()).contains("Gra\\u200dce");
  }

  @Test
  void an_argument_is_no_file_with_more_of_them() throws IOException {
    var file = Files.writeString(folder.resolve("more"), "--rider-name Mallory");
    assertThat(LAB.run("book", "--rider-name", "@" + file).out()).contains("@" + file);
    assertThat(LAB.run("@" + file).err()).contains("unknown command '@" + file);
  }

  @AfterAll
  static void unmount() throws Exception {
    var full = folder.resolve("full");
    if (Files.isDirectory(full)) {
      new ProcessBuilder("umount", full.toString()).start().waitFor();
    }
  }

  @Test
  void a_document_for_which_there_is_no_room_is_not_under_its_name() throws Exception {
    var full = Files.createDirectory(folder.resolve("full"));
    var mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", full.toString());
    Assumptions.assumeTrue(
        mount.start().waitFor() == 0, "skipped: only root can mount a file system of 16 KB");
    var filler = Files.write(full.resolve("filler"), new byte[12 << 10]);
    var page = full.resolve("report.html");
    var result = LAB.run("report", "--day", "2019-03-04", "--html", page.toString());
    assertThat(result.err())
        .contains("can't write", page.toString(), "No space left on device; free space and run")
        .hasLineCount(1);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    try (var files = Files.list(full)) {
      assertThat(files).containsExactly(filler);
    }
  }

  /// @param line of sh, in which `f` is the command
  private static Ended run(String line) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var function =
        "f() { '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp \"$CP\" farestream.Main \"$@\"; }; "
            .formatted(java);
    var builder = new ProcessBuilder("sh", "-c", function + line).directory(folder.toFile());
    builder.environment().putAll(LAB.environment());
    builder.environment().put("CP", System.getProperty("java.class.path"));
    var process = builder.start();
    var err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), err);
  }

  private static List<List<String>> leaves(CommandLine command, List<String> words) {
    var all = new ArrayList<List<String>>();
    all.add(words);
    command
        .getSubcommands()
        .forEach(
            (name, inner) -> {
              var longer = new ArrayList<>(words);
              longer.add(name);
              all.addAll(leaves(inner, longer));
            });
    return all;
  }

  private static Writer failing(String reason) {
    return new Writer() {
      @Override
      public void write(char[] text, int offset, int length) throws IOException {
        throw new IOException(reason);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static void assertHarmless(String printed) {
    assertThat(printed)
        .isNotEmpty()
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n]]");
  }

  private static List<String> values(String json) throws JsonProcessingException {
    var values = new ArrayList<String>();
    new ObjectMapper().readTree(json).get("item").forEach(value -> values.add(value.asText()));
    return values;
  }
}
