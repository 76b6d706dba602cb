package farestream.cli.payment;

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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream pay`
@Command(
    name = "pay",
    header = "Pays bills, immediately or by a bank file.",
    description = {
      "Pays each driver the payable amount of the bills. Without --bank-file, payments are recorded as"
          + " completed.",
      "With --bank-file, writes a file of credit transfers for the bank (ISO 20022, pain.001). Read the"
          + " bank's answers with --status-report and --returns: each entry is applied by itself, an"
          + " entry that can't be applied is listed, and the exit status is then 3. Failed and returned"
          + " payments are paid again by the next file, except to an account that the bank can't pay."
    },
    footer = {"", "Example:", "  ./farestream pay --dry-run"})
public final class PayCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--bank-file",
      paramLabel = "FILE",
      description =
          "Pay by writing this file for the bank. An unfinished batch is finished first. Default:"
              + " record payments as completed.")
  private Optional<Path> bankFile;

  @Option(
      names = "--execution-date",
      paramLabel = "DAY",
      description =
          "The day on which the bank executes the payments, such as 2026-11-30: a settlement day of"
              + " the Federal Reserve. Default: the next such day, or today if it is one.")
  private Optional<LocalDate> executionDate;

  @Option(
      names = "--again",
      paramLabel = "MESSAGE_ID",
      description = "Write the file of this batch again, byte for byte, to --bank-file.")
  private Optional<String> again;

  @Option(
      names = "--status-report",
      paramLabel = "FILE",
      description = "Read the bank's status report on a batch (pain.002).")
  private Optional<Path> statusReport;

  @Option(
      names = "--returns",
      paramLabel = "FILE",
      description =
          "Read which payments were returned (camt.054, camt.053, or a pain.002 that reports it).")
  private Optional<Path> returns;

  @Option(
      names = "--failed",
      paramLabel = "MESSAGE_ID",
      description =
          "Mark the payments of this batch that are under way as failed, because the bank refused the"
              + " file without a report, or the file was never sent. Requires --reason.")
  private Optional<String> failed;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "The reason to record with --failed.")
  private Optional<String> reason;

  @Option(
      names = "--paid-outside",
      paramLabel = "REASON",
      description =
          "How the money was paid, such as 'cash on Friday', to record payments without a bank file in"
              + " a ledger that pays by bank file. Default: refuse that.")
  private Optional<String> paidOutside;

  @Option(names = "--dry-run", description = "Show the result and write nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the result as JSON. Default: text.")
  private boolean json;

  PayCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    checkCombinations();
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var command = spec.commandLine();
    var work = new PayWork(config, now, dryRun, json, command);
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

  private void checkCombinations() {
    var modes =
        Stream.of(
                Map.entry("--bank-file", bankFile.isPresent()),
                Map.entry("--status-report", statusReport.isPresent()),
                Map.entry("--returns", returns.isPresent()),
                Map.entry("--failed", failed.isPresent()))
            .filter(Map.Entry::getValue)
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(" and "));
    if (modes.contains(" and ")) {
      throw wrong(modes + " can't be combined");
    }
    if (paidOutside.isPresent() && !modes.isEmpty()) {
      throw wrong("--paid-outside and %s can't be combined".formatted(modes));
    }
    if (bankFile.isEmpty() && (executionDate.isPresent() || again.isPresent())) {
      throw wrong("--execution-date and --again require --bank-file");
    }
    if (again.isPresent() && (executionDate.isPresent() || dryRun)) {
      throw wrong("--again can't be combined with --execution-date or --dry-run");
    }
    if (failed.isPresent() != reason.isPresent()) {
      throw wrong("--failed and --reason must be given together");
    }
    var checks = new OptionChecks(spec.commandLine());
    checks.reason("--reason", reason);
    checks.reason("--paid-outside", paidOutside);
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
