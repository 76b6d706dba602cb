package farestream.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import farestream.cli.Terminal;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests prompts on a terminal. [farestream.cli.trip.BookingLifeTest] tests input from a pipe,
/// which is read without a prompt.
@Tag("integration")
class PromptTest {
  @TempDir private Path folder;
  private final TestInstance instance = TestInstance.running();

  @Test
  void an_account_number_is_not_shown_while_it_is_typed() throws Exception {
    var driver = "" + instance.newDriver();
    try (var terminal =
        Terminal.start(
            folder.resolve("shown"),
            instance.environment(),
            "bank-account",
            "set",
            "--driver-id",
            driver,
            "--iban",
            "-")) {
      terminal.await(Pattern.compile("IBAN: "));
      terminal.type("DE89370400440532013000");
      assertThat(terminal.end()).as(terminal.shown()).isZero();
      assertThat(terminal.shown()).contains("DE****3000").doesNotContain("0532013000");
    }
  }

  @Test
  void a_tripinfo_is_prompted_for_on_a_terminal() throws Exception {
    var tripInfo = instance.run("book").tripInfo();
    try (var terminal = Terminal.start(folder.resolve("shown"), instance.environment(), "cancel")) {
      terminal.await(Pattern.compile("Enter your tripinfo : "));
      terminal.type(tripInfo);
      assertThat(terminal.end()).as(terminal.shown()).isZero();
    }
  }
}
