package farestream.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import farestream.cli.CommandProcess;
import farestream.cli.Terminal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests that tables fit the terminal and aren't shortened in a pipe.
@Tag("integration")
class TerminalWidthTest {
  private static final int COLUMNS = 84;

  private final TestInstance instance = TestInstance.running();
  private final String rider = "" + instance.newRider();

  @TempDir private Path folder;

  @BeforeEach
  void book() {
    instance.run("book", "--rider-id", rider);
  }

  @Test
  void no_line_exceeds_the_width_of_the_terminal() throws Exception {
    try (var terminal =
        Terminal.start(
            folder.resolve("shown"), environment(), "trip", "list", "--rider-id", rider)) {
      assertThat(terminal.end()).isZero();
      assertThat(terminal.shown()).contains("…", "Booked");
      assertThat(terminal.shown().lines())
          .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(COLUMNS));
    }
  }

  @Test
  void in_a_pipe_nothing_is_shortened() throws Exception {
    var piped = CommandProcess.start(folder, environment(), "trip", "list", "--rider-id", rider);
    var out = new String(piped.getInputStream().readAllBytes(), UTF_8);
    assertThat(out).contains("person" + rider + "@example.com").doesNotContain("…");
    assertThat(piped.waitFor()).isZero();
  }

  private Map<String, String> environment() {
    var environment = new HashMap<>(instance.environment());
    environment.put("COLUMNS", "" + COLUMNS);
    return environment;
  }
}
