package farestream.cli.payment;

import farestream.cli.console.ByOption;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.OptionChecks;
import farestream.config.Config;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream pay`
@Command(
    name = "pay",
    header = "Pays bills, at once or by a file for the bank.",
    description = {
      "Each driver gets what is payable of his bill, to the cent. By itself it records payments as"
          + " completed.",
      "With --bank-file it writes a file of credit transfers for the bank (ISO 20022, pain.001). What"
          + " the bank answers is read with --status-report and --returns, each entry by itself: what isn't"
          + " understood is listed, and the exit status is 3. What fails or comes back is paid again"
          + " by the next file, but never to an account that the bank says can't be paid."
    },
    footer = {"", "Example:", "  ./farestream pay --dry-run"})
public final class PayCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--bank-file",
      paramLabel = "FILE",
      description =
          "Write this file for the bank. One that was begun and not finished is finished first.")
  private Optional<Path> bankFile;

  @Option(
      names = "--execution-date",
      paramLabel = "DAY",
      description =
          "When the bank is to pay, such as 2026-11-30: a day on which the Federal Reserve settles. If"
              + " not given, today or the next such day.")
  private Optional<LocalDate> executionDate;

  @Option(
      names = "--again",
      paramLabel = "MESSAGE_ID",
      description = "Write the file of this batch again, byte for byte, into --bank-file.")
  private Optional<String> again;

  @Option(
      names = "--status-report",
      paramLabel = "FILE",
      description = "Read what the bank says of a batch (pain.002).")
  private Optional<Path> statusReport;

  @Option(
      names = "--returns",
      paramLabel = "FILE",
      description =
          "Read which payments came back (camt.054, camt.053, or a pain.002 that says so).")
  private Optional<Path> returns;

  @Option(
      names = "--failed",
      paramLabel = "MESSAGE_ID",
      description =
          "Declare failed what is under way of this batch: the bank refused the file and will"
              + " report nothing, or the file was begun and never sent. Needs --reason.")
  private Optional<String> failed;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for whoever asks later.")
  private Optional<String> reason;

  @Option(
      names = "--paid-outside",
      paramLabel = "REASON",
      description =
          "How the money went, where bank files are used and these payments are in none, such as 'cash"
              + " on Friday'. Without it payments outside of bank files are refused there.")
  private Optional<String> paidOutside;

  @Mixin private ByOption by = new ByOption();

  @Option(names = "--dry-run", description = "Show the figures and write nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  PayCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    refuseWhatDoesNotGoTogether();
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var command = spec.commandLine();
    var work = new PayWork(config, now, by.name(command), dryRun, json, command);
    if (again.isPresent()) {
      new PayByFile(work, bankFile.orElseThrow()).again(again.get());
    } else if (bankFile.isPresent()) {
      new PayByFile(work, bankFile.get()).pay(executionDate);
    } else if (statusReport.isPresent()) {
      new BankAnswer(work).statusReport(statusReport.get());
    } else if (returns.isPresent()) {
      new BankAnswer(work).returns(returns.get());
    } else if (failed.isPresent()) {
      new FailedFile(work).fail(failed.get(), reason.orElseThrow());
    } else {
      new PayAtOnce(work).pay(paidOutside);
    }
    return ExitStatus.DONE;
  }

  private void refuseWhatDoesNotGoTogether() {
    var ways =
        Stream.of(
                Map.entry("--bank-file", bankFile.isPresent()),
                Map.entry("--status-report", statusReport.isPresent()),
                Map.entry("--returns", returns.isPresent()),
                Map.entry("--failed", failed.isPresent()))
            .filter(Map.Entry::getValue)
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(" and "));
    if (ways.contains(" and ")) {
      throw wrong(ways + " don't go together");
    }
    if (paidOutside.isPresent() && !ways.isEmpty()) {
      throw wrong("--paid-outside and %s don't go together".formatted(ways));
    }
    if (bankFile.isEmpty() && (executionDate.isPresent() || again.isPresent())) {
      throw wrong("--execution-date and --again go with --bank-file");
    }
    if (again.isPresent() && (executionDate.isPresent() || dryRun)) {
      throw wrong("--again writes the same bytes: it goes with --bank-file only");
    }
    if (failed.isPresent() != reason.isPresent()) {
      throw wrong("--failed and --reason go together");
    }
    var bounds = new OptionChecks(spec.commandLine());
    bounds.reason("--reason", reason);
    bounds.reason("--paid-outside", paidOutside);
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
