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

/// Tests that output is complete or the command fails, and that no output controls the terminal.
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
  void a_closed_pipe_ends_a_command_silently(String arguments) throws Exception {
    // The reader has closed the pipe before the command starts.
    var closed = run("{ sleep 0.5; f " + arguments + "; echo $? >status; } | :");
    assertThat(closed.err()).isEmpty();
    assertThat(folder.resolve("status")).hasContent("141");
  }

  @Test
  void a_help_text_that_could_not_be_written_is_a_failure() {
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
  void control_characters_are_escaped_and_json_keeps_their_value() throws Exception {
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
  void log_lines_and_stack_traces_are_escaped_too() {
    var printed = new StringWriter();
    var err = Output.to(printed).asStream();
    err.println(HOSTILE);
    new IllegalStateException("of José: " + HOSTILE).printStackTrace(err);
    assertHarmless(printed.toString().replace("\t", ""));
    assertThat(printed.toString()).contains("of José: a\\u001b[31mb", "\tat ");
  }

  @Test
  void names_in_any_script_are_printed_unchanged() {
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
    // Latin letters need no joiner.
    assertThat(LAB.run("book", "--rider-name", "Gra\u200dce").out()).contains("Gra\\u200dce");
  }

  @Test
  void an_argument_with_an_at_sign_is_not_expanded() throws IOException {
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
  void a_document_that_does_not_fit_on_the_disk_does_not_appear_under_its_name() throws Exception {
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

  /// @param line a shell command in which `f` is the launcher
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
