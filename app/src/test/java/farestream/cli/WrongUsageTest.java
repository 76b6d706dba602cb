package farestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.Main;
import farestream.TestInstance;
import java.io.BufferedReader;
import java.io.Reader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WrongUsageTest {
  private final TestInstance instance = TestInstance.running();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "book --rider-id seven",
        "book --at yesterday",
        "complete x --fare 1.234",
        "complete x --fare ten",
        "complete x --distance",
        "trip",
        "trip list --status Lost",
        "trip list --limit 0",
        "bill --until someday",
        "bill --until=-4720-01-01",
        "bill --zone Mars/Base",
        "bill --driver-share 2",
        "quarantine",
        "quarantine show x",
        "quarantine list --limit 0",
        "quarantine replay x",
        "quarantine drop 1",
        "book --nonsense",
        "complete x --distance -1",
        "complete x --passengers 101",
        "complete x --payment-type 0",
        "accept x --latitude 91"
      })
  void wrong_usage_is_one_line_and_status_2(String line) {
    var arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
    var wrong = instance.run(arguments);
    assertThat(wrong.status()).as(wrong.err()).isEqualTo(2);
    assertThat(wrong.err()).startsWith("farestream: ").hasLineCount(1);
    assertThat(wrong.out()).isEmpty();
  }

  @Test
  void every_command_has_help_with_an_example() {
    assertHelp(Main.commandLine(instance.config(), new BufferedReader(Reader.nullReader())), "");
  }

  private void assertHelp(CommandLine command, String path) {
    for (var entry : command.getSubcommands().entrySet()) {
      var name = path + " " + entry.getKey();
      var help = instance.run((name.strip() + " --help").split(" ", -1));
      assertThat(help.status()).isZero();
      assertThat(help.out()).contains("Usage: farestream" + name);
      assertThat(help.out().split("Example:\\R", 2)).as(help.out()).hasSize(2);
      assertThat(help.out().split("Example:\\R", 2)[1]).contains("farestream" + name);
      assertHelp(entry.getValue(), name);
    }
  }

  @Test
  void a_server_that_is_not_there_is_status_4_and_one_line() {
    var away = instance.with("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9").run("book");
    assertThat(away.status()).isEqualTo(4);
    assertThat(away.err()).startsWith("farestream: DynamoDB can't be reached").hasLineCount(1);
    var noDatabase = instance.with("PGPORT", "9").run("bill");
    assertThat(noDatabase.status()).isEqualTo(4);
    assertThat(noDatabase.err())
        .startsWith("farestream: PostgreSQL can't be reached")
        .hasLineCount(1);
    var wrongPassword = instance.with("PGPASSWORD", "wrong").run("pay");
    assertThat(wrongPassword.status()).isEqualTo(4);
    assertThat(wrongPassword.err()).contains("password authentication failed").hasLineCount(1);
  }

  @Test
  void a_table_that_is_not_there_is_said_so() {
    var refused = instance.with("TRIPS_TABLE", "no-such-table").run("book");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("no such table", "TRIPS_TABLE").hasLineCount(1);
  }

  @Test
  void verbose_shows_where_an_error_came_from() {
    var away = instance.with("PGPORT", "9").run("bill", "--verbose");
    assertThat(away.err()).contains("\tat farestream.");
  }
}
