package farestream.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.cli.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests that names from outside don't control the terminal through a progress bar, which bypasses
/// the output filter.
class ProgressTest {
  private static final Path SAMPLE =
      Path.of(System.getProperty("farestream.home"), "samples", "trips-2019-03.csv");

  @TempDir Path folder;

  @Test
  void a_file_name_does_not_control_the_terminal() throws Exception {
    var file = Files.copy(SAMPLE, folder.resolve("a\u001b]0;owned\u0007b.csv"));
    try (var terminal =
        Terminal.start(folder.resolve("shown"), Map.of(), "fare", "check", "'" + file + "'")) {
      terminal.await(Pattern.compile("records checked"));
      assertThat(terminal.end()).isZero();
      assertThat(terminal.shown())
          .contains("checking ", "\\u001b]0;owned\\u0007")
          .doesNotContain("\u001b]0;owned", "\u0007");
    }
  }
}
