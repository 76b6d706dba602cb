package farestream.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.cli.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bar goes to the terminal as it is: what others have named must not.
class ProgressTest {
  private static final Path SAMPLE =
      Path.of(System.getProperty("farestream.home"), "samples", "trips-2019-03.csv");

  @TempDir Path folder;

  @Test
  void a_files_name_gives_the_terminal_no_orders() throws Exception {
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
