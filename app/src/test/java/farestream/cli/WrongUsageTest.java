package farestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.Main;
import farestream.TestInstance;
import farestream.cli.console.ErrorLines;
import farestream.config.Config;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        "quarantine import",
        "quarantine import s3://",
        "quarantine import s3:bucket/key",
        "quarantine import s3://bucket",
        "quarantine import https://bucket.s3.amazonaws.com/key",
        "quarantine drop 1",
        "pay --again FS-1",
        "pay --execution-date 2026-11-30",
        "pay --failed FS-1",
        "pay --reason why",
        "payment",
        "payment show x",
        "payment return 1",
        "payment return x --reason why",
        "payment return 1 --reason=",
        "payment list --status lost",
        "payment list --limit 0",
        "report",
        "report --cycle x",
        "report --day someday",
        "report --day 1999-12-31",
        "report --zone UTC",
        "report --cycle 2 --day 2019-03-01",
        "report --cycle 2 --zone UTC",
        "report --cycle 2 --html a --json",
        "bank-account",
        "bank-account set --iban DE89370400440532013000",
        "bank-account set --own --driver-id 1 --iban DE89370400440532013000",
        "bank-account show --driver-id 0",
        "book --nonsense",
        "complete x --distance -1",
        "complete x --fare=-5",
        "complete x --airport-fee=-0.01",
        "accept nonsense",
        "trip show 2020-04-05",
        "complete x --passengers 101",
        "complete x --payment-type 0",
        "accept x --latitude 91",
        "accept x --rider-email foo",
        "trip list --driver-id 0",
        "up --data=",
        "up --dynamodb-port 65536",
        "up --postgres-port -1",
        "complete x --distance 1e-200",
        "complete x --longitude 73.1234567890123456789012345678901234567890123",
        "complete x --fare 999999999999.99 --tip 9999",
        "statement --driver-id 5",
        "statement --cycle 2",
        "statement --cycle two --json",
        "statement --cycle 2 --pdf a --csv b",
        "help fly"
      })
  void wrong_usage_is_one_line_and_status_2(String line) {
    var arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
    var wrong = instance.run(arguments);
    assertThat(wrong.status()).as(wrong.err()).isEqualTo(2);
    assertThat(wrong.err()).startsWith("farestream: ").hasLineCount(1);
    assertThat(wrong.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "boook | unknown command 'boook', did you mean book?",
        "trip lst | unknown command 'trip lst', did you mean list?",
        "bill --untill 3 | bill has no option '--untill', did you mean --until?",
        "fly | unknown command 'fly': see ./farestream --help",
        "book x | unexpected argument 'x': see ./farestream book --help",
        "book --at yesterday | --at 'yesterday' is not a time such as 2020-04-05T18:52:42Z: see",
        "bill --until someday | --until 'someday' is neither a date such as 2026-11-01 nor a time such as",
        "bill --until 2026-03-08T02:30 | --until '2026-03-08T02:30' doesn't exist in America/New_York,"
            + " where clocks go from 2026-03-08T02:00 to 2026-03-08T03:00: see",
        "bill --until 2025-11-02T01:30 | --until '2025-11-02T01:30' occurs twice in"
            + " America/New_York; write 2025-11-02T01:30-04:00 or 2025-11-02T01:30-05:00: see",
        "bill --zone EST | --zone 'EST' is not a time zone such as America/New_York: see",
        "bill --driver-share 80% | --driver-share '80%' is not a number: see",
        "replay x --riders abc | --riders 'abc' is not a whole number",
        "quarantine show x | ID 'x' is not a whole number",
        "report | one of --cycle N or --day DAY is required: see ./farestream report --help",
        "report --cycle 2 --day 2019-03-01 | --cycle and --day can't be combined: give one of them: see",
        "report --cycle 2 --html a --json | --html and --json can't be combined: give one of them: see",
        "report --cycle 2 --json --html a | --html and --json can't be combined: give one of them: see",
        "report --cycle 2 --json --json | --json: give it once: see ./farestream report --help",
        "statement --cycle 2 --pdf a --csv b --json | --pdf, --csv, --json can't be combined: give one of them",
        "dispute resolve x --won --won | --won: give it once: see ./farestream dispute resolve",
        "dispute resolve x --won --lost | --won and --lost can't be combined: give one of them: see",
        "dispute resolve x | one of --won or --lost is required: see ./farestream dispute resolve",
        "bank-account show | one of --driver-id or --own is required: see ./farestream bank-account",
        "pay --bank-file a --returns b | --bank-file and --returns can't be combined: see",
        "pay --bank-file a --execution-date tomorrow | --execution-date 'tomorrow' is not a day such as",
        "pay --bank-file a --again b --dry-run | --again can't be combined with",
        "bank-account set --own --iban x --holder y | **** is not an IBAN: ",
        "complete x --fare ten | --fare 'ten' is not a number: see",
        "complete x --fare 1.234 | --fare '1.234' is not a whole number of cents: see",
        "book --rider-id -4 | --rider-id -4 is not above 0: see",
        "accept x --driver-id -4 | --driver-id -4 is not above 0: see",
        "accept x --cab-type 77 | --cab-type 77 must be one of 1, 2, 3, 4: see",
        "accept x --trip-type 9 | --trip-type 9 must be one of 1, 2: see",
        "complete x --rate-code 7 | --rate-code 7 must be one of 1, 2, 3, 4, 5, 6, 99: see",
        "complete x --payment-type 9 | --payment-type 9 must be one of 1, 2, 3, 4, 5, 6: see",
        "complete x --distance 1e-200 | --distance 1E-200 has more than 20 decimals: see",
        "complete x --distance 100000.1 | --distance 100000.1 is not between 0 and 100000: see",
        "complete x --fare 999999999999.99 --extra 0 --mta-tax 0 --tip 9999 --tolls 0"
            + " --improvement-surcharge 0"
            + " | the fare's total 1000000009998.99 is out of range (at most 999,999,999,999.99): see",
        "complete x --at 2100-01-01T00:00:00Z | --at 2100-01-01T00:00:00Z is not from 2000 to 2099",
        "book --at 1990-01-01T00:00:00Z | --at 1990-01-01T00:00:00Z is not from 2000 to 2099: see",
        "book --rider-email foo | --rider-email 'foo' is not an e-mail address such as a@example.com"
      })
  void wrong_usage_is_reported_in_the_users_words(String line, String message) {
    var wrong = instance.run(line.split(" ", -1));
    assertThat(wrong.err()).startsWith("farestream: " + message).hasLineCount(1);
    assertThat(wrong.status()).isEqualTo(2);
  }

  @Test
  void a_text_that_is_too_long_for_the_ledger_is_wrong_usage() {
    var address = instance.run("book", "--rider-email", "a@" + "x".repeat(398));
    assertThat(address.status()).isEqualTo(2);
    assertThat(address.err()).contains("--rider-email has more than 300 characters");
    var name = instance.run("book", "--rider-name", "x".repeat(1_001));
    assertThat(name.status()).isEqualTo(2);
    assertThat(name.err()).contains("--rider-name has more than 1000 characters");
    var number = instance.run("complete", "x", "--distance", "1".repeat(65));
    assertThat(number.status()).isEqualTo(2);
    assertThat(number.err()).contains("--distance has more than 64 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "book --rider-name %s",
        "book --rider-email %s",
        "book --rider-mobile %s",
        "accept x --driver-name %s",
        "accept x --driver-mobile %s",
        "accept x --vehicle %s",
        "cancel x --reason %s",
        "cycle reject 2 --reason %s",
        "payment return 1 --reason %s",
        "payment list --batch %s",
        "pay --paid-outside %s",
        "bank-account set --own --iban x --holder %s",
        "trip list --rider-email %s",
        "trip show %s"
      })
  void a_blank_text_is_refused(String line) {
    for (var empty : List.of("", " ", "\u00a0", "\u200b\u3000", "\ufeff")) {
      var arguments = line.split(" ", -1);
      arguments[arguments.length - 1] = empty;
      var wrong = instance.run(arguments);
      assertThat(wrong.status()).as(wrong.err()).isEqualTo(2);
      assertThat(wrong.err()).contains(" is blank: ").hasLineCount(1);
    }
  }

  @Test
  void a_tripinfo_of_an_impossible_form_is_refused() {
    for (var command : List.of("accept", "complete", "cancel")) {
      var refused = instance.run(command, "\u20ac".repeat(1_000), "--rider-id", "69257");
      assertThat(refused.status()).as(refused.err()).isEqualTo(3);
      assertThat(refused.err()).contains("TRIPINFO is too long").hasLineCount(1);
    }
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
      assertThat(help).isEqualTo(instance.run(("help" + name).split(" ", -1)));
      assertThat(help.out().split("Example:\\R", 2)).as(help.out()).hasSize(2);
      assertExample(help.out().split("Example:\\R", 2)[1].strip(), name);
      for (var option : entry.getValue().getCommandSpec().args()) {
        assertThat(option.description()).as(name + " " + option.paramLabel()).isNotEmpty();
      }
      assertHelp(entry.getValue(), name);
    }
  }

  /// Asserts that the example is one line that works as typed.
  private void assertExample(String example, String name) {
    assertThat(example).hasLineCount(1).contains("./farestream" + name);
    var typed = example.substring(example.indexOf("./farestream") + "./farestream ".length());
    var arguments =
        Pattern.compile("'([^']*)'|[^ ')\"]+")
            .matcher(typed)
            .results()
            .map(word -> word.group().replace("'", ""))
            .toArray(String[]::new);
    Main.commandLine(instance.config(), new BufferedReader(Reader.nullReader()))
        .parseArgs(arguments);
  }

  @Test
  void help_lists_every_command_with_one_sentence() {
    var help = instance.run("help");
    assertThat(help).isEqualTo(instance.run("--help"));
    assertThat(help.status()).isZero();
    var commands = help.out().split("Commands:\\R", 2)[1].split("\\R\\R", 2)[0];
    assertThat(commands.lines()).allSatisfy(line -> assertThat(line).matches("  \\S+ +.*\\."));
  }

  @Test
  void an_unreachable_server_is_status_4_and_one_line() {
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
    assertThat(wrongPassword.err())
        .startsWith("farestream: PostgreSQL refused the login (FATAL: password authentication")
        .contains("check PGUSER, PGPASSWORD and PGDATABASE")
        .hasLineCount(1);
    var noSuchDatabase = instance.with("PGDATABASE", "nope").run("pay");
    assertThat(noSuchDatabase.status()).isEqualTo(4);
    assertThat(noSuchDatabase.err()).contains("refused the login", "PGDATABASE").hasLineCount(1);
  }

  @Test
  void a_connection_lost_in_the_middle_is_status_4_and_not_reported_as_a_disk_fault() {
    var err = new StringWriter();
    var commands =
        Main.commandLine(instance.config(), new BufferedReader(Reader.nullReader()))
            .setErr(new PrintWriter(err, true));
    var refused = new UncheckedIOException(new ConnectException("Connection refused"));
    assertThat(ErrorLines.failed(refused, commands, commands.parseArgs("book"))).isEqualTo(4);
    assertThat(err.toString()).startsWith("farestream: DynamoDB can't be reached (Connection");
  }

  @Test
  void an_invalid_variable_is_wrong_usage() {
    var port = instance.with("PGPORT", "abc").run("bill");
    assertThat(port.status()).isEqualTo(2);
    assertThat(port.err()).isEqualTo("farestream: PGPORT 'abc' is not a port such as 5432\n");
    var endpoint = instance.with("AWS_ENDPOINT_URL_DYNAMODB", "local").run("book");
    assertThat(endpoint.status()).isEqualTo(2);
    assertThat(endpoint.err()).contains("AWS_ENDPOINT_URL_DYNAMODB 'local' is not a URL such as");
    var mode = instance.with("PGSSLMODE", "verify").run("bill");
    assertThat(mode.status()).isEqualTo(2);
    assertThat(mode.err()).startsWith("farestream: PGSSLMODE 'verify' is not one of disable, ");
  }

  @Test
  void a_server_without_tls_is_refused_if_verification_is_required() {
    var refused = instance.with("PGSSLMODE", "verify-full").run("bill");
    assertThat(refused.status()).isEqualTo(4);
    assertThat(refused.err()).contains("check PGSSLMODE, PGSSLROOTCERT").hasLineCount(1);
  }

  @Test
  void without_servers_and_settings_the_message_says_so(@TempDir Path folder) {
    var nothing = new Config(Map.of("AWS_REGION", "us-east-1"), folder);
    var err = new StringWriter();
    var status =
        Main.commandLine(nothing, new BufferedReader(Reader.nullReader()))
            .setErr(new PrintWriter(err, true))
            .execute("status");
    assertThat(status).isEqualTo(4);
    assertThat(err.toString())
        .startsWith(
            "farestream: no ./farestream up is running in this folder and PGHOST is not set; run")
        .hasLineCount(1);
  }

  @Test
  void a_missing_table_is_reported() {
    for (var command : List.of("book", "status")) {
      var refused = instance.with("TRIPS_TABLE", "no-such-table").run(command);
      assertThat(refused.status()).as(command).isEqualTo(3);
      assertThat(refused.err())
          .contains("the DynamoDB table doesn't exist", "TRIPS_TABLE")
          .hasLineCount(1);
    }
  }

  @Test
  void verbose_prints_the_stack_trace() {
    var away = instance.with("PGPORT", "9").run("bill", "--verbose");
    assertThat(away.err()).contains("\tat farestream.");
  }
}
