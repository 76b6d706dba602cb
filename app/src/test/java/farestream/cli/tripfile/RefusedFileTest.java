package farestream.cli.tripfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.Main;
import farestream.config.Config;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that `--refused FILE` never overwrites the input file. Runs without any configured server.
class RefusedFileTest {
  private static final String RECORDS =
      """
      pickup_datetime,dropoff_datetime,total_amount
      2019-03-23 20:21:09,2019-03-23 20:31:09,10.50
      never,2019-03-23 20:31:09,10.50
      """;

  @TempDir Path folder;
  private Path input;
  private String err = "";

  @BeforeEach
  void write() throws IOException {
    input = Files.writeString(folder.resolve("trips.csv"), RECORDS);
  }

  private int run(String command, Path file, Path refused) {
    var printed = new StringWriter();
    var status =
        Main.commandLine(
                new Config(Map.of(), Path.of("/")), new BufferedReader(Reader.nullReader()))
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(printed, true))
            .execute(
                (command + " " + file + " --tolerate 100 --refused " + refused).split(" ", -1));
    err = printed.toString();
    return status;
  }

  private void assertWrongUsage(String command, Path file, Path refused) throws IOException {
    assertThat(run(command, file, refused)).as(err).isEqualTo(2);
    assertThat(err).contains("is also the input FILE: name another").hasLineCount(1);
    assertThat(input).hasContent(RECORDS);
    try (var files = Files.list(folder)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fare check", "replay", "history import"})
  void refused_records_are_not_written_to_the_input_file(String command) throws IOException {
    assertWrongUsage(command, input, input);
    assertWrongUsage(command, input, folder.resolve(".").resolve("trips.csv"));
  }

  @Test
  void nor_through_a_link_to_it() throws IOException {
    var link = Files.createSymbolicLink(folder.resolve("link.csv"), input);
    var hard = Files.createLink(folder.resolve("hard.csv"), input);
    assertWrongUsage("fare check", input, link);
    assertWrongUsage("fare check", link, input);
    assertWrongUsage("fare check", input, hard);
  }

  @Test
  void nor_through_a_file_descriptor_of_the_shell() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        "'%s' farestream.Main fare check - --refused trips.csv < trips.csv".formatted(java);
    var builder = new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    var process = builder.redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .contains("is also the input FILE");
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(input).hasContent(RECORDS);
  }

  @Test
  void they_are_written_to_another_file() throws IOException {
    var other = Files.writeString(folder.resolve("refused.csv"), "of yesterday");
    assertThat(run("fare check", input, other)).as(err).isZero();
    assertThat(other).content().startsWith("refused,").contains("line 3:", "never");
    assertThat(input).hasContent(RECORDS);
  }
}
