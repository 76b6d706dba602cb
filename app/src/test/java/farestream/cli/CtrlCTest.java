package farestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C on a terminal, where a bar or a view is up.
class CtrlCTest {
  private static final int BY_CTRL_C = 130;

  @TempDir private Path folder;

  @Test
  void a_command_with_a_bar_ends_as_it_promises() throws Exception {
    try (var history = new HistoryInstance();
        var terminal =
            Terminal.start(
                folder.resolve("shown"),
                history.instance().environment(),
                "history",
                "generate",
                "--like=workshop",
                "--scale=0.01")) {
      terminal.await("into DynamoDB ");
      terminal.pressCtrlC();
      assertThat(terminal.end()).isEqualTo(BY_CTRL_C);
      assertThat(terminal.shown()).contains("interrupted: the same again goes on where it was");
    }
  }
}
