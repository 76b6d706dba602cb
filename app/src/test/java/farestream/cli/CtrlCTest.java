package farestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests Ctrl-C on a terminal while a progress bar or the simulation's view is shown.
@Tag("integration")
class CtrlCTest {
  private static final int BY_CTRL_C = 130;

  private static final String STOPPING = "stopping: no new bookings; completing trips in progress";

  @TempDir private Path folder;

  @Test
  void a_command_with_a_progress_bar_ends_on_ctrl_c_and_says_how_to_resume() throws Exception {
    try (var history = new HistoryInstance();
        var terminal =
            Terminal.start(
                folder.resolve("shown"),
                history.instance().environment(),
                "history",
                "generate",
                "--like=workshop",
                "--scale=0.01")) {
      terminal.await(Pattern.compile("into DynamoDB "));
      terminal.pressCtrlC();
      assertThat(terminal.end()).isEqualTo(BY_CTRL_C);
      assertThat(terminal.shown()).contains("interrupted: run the same command again to resume");
    }
  }

  /// At this speed the trips would take far longer than the test.
  @Test
  void a_simulation_acknowledges_ctrl_c_at_once_and_clears_its_view() throws Exception {
    try (var terminal =
        Terminal.start(
            folder.resolve("shown"),
            TestInstance.running().environment(),
            "simulate",
            "--trips=5000",
            "--seed=106",
            "--speed=60")) {
      // The view was drawn a second time, and a trip is booked; without one, nothing could be
      // compared.
      terminal.await(Pattern.compile("(?s)\u001b\\[4A.*booked [1-9]"));
      terminal.pressCtrlC();
      assertThat(terminal.end()).isEqualTo(BY_CTRL_C);
      assertThat(terminal.shown())
          .contains(STOPPING, "stopped after ", "compared 100%")
          .contains("both sides agree to the cent");
      var view = terminal.shown().substring(0, terminal.shown().indexOf("stopped after "));
      assertThat(view.split("not in ledger ", -1).length - 1)
          .as("each moment but the first, and the first after what was said, replaces the last")
          .isEqualTo(view.split("\u001b\\[4A", -1).length - 1 + 2);
    }
  }
}
