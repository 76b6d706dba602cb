package farestream.cli.payment;

import farestream.cli.console.CsvFileArgument;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.Plural;
import farestream.cli.console.Progress;
import farestream.cli.notice.DriverNumbers;
import farestream.config.Config;
import farestream.csv.CsvFile;
import farestream.csv.OpenFiles;
import farestream.local.DiskFault;
import farestream.payout.BankAccounts;
import farestream.payout.BlockedAccounts;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `farestream bank-account import`
@Command(
    name = "import",
    description = {
      "Records the bank accounts of many drivers from a CSV file with the columns driver_id, holder,"
          + " iban, routing_number, account_number, bic. Other columns are ignored. Cells may be"
          + " blank; a blank holder means the driver's name.",
      "The import is atomic: if a line is invalid, it is reported and no account is recorded."
    },
    footer = {"", "Example:", "  ./farestream bank-account import accounts.csv"})
final class BankAccountImportCommand implements Callable<Integer> {
  private static final long MOST_BYTES = 64L << 20;

  private final Config config;
  @Spec private CommandSpec spec;

  @Mixin private CsvFileArgument file = new CsvFileArgument();

  BankAccountImportCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var accounts = new BankAccounts(config.ledger());
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    try (var opened = new OpenFiles();
        var progress = new Progress("importing", -1, spec.commandLine().getErr());
        var given = new AccountLines(open(opened), accounts::names, progress::at)) {
      var added = accounts.add(given, now);
      spec.commandLine()
          .getOut()
          .printf(
              "%s recorded, %d unchanged%n",
              Plural.of(added, "bank account"), given.read() - added);
      var blocked = new BlockedAccounts(config.ledger()).list();
      if (!blocked.isEmpty()) {
        spec.commandLine()
            .getOut()
            .printf(
                "blocked because the bank refused the recorded account: %s%n",
                DriverNumbers.of(blocked.stream().map(BlockedAccounts.Blocked::driverId).toList()));
      }
      return ExitStatus.DONE;
    } catch (IOException failure) {
      throw CsvFileArgument.importRefusal(DiskFault.of(failure));
    }
  }

  private CsvFile open(OpenFiles opened) throws IOException {
    var csv = file.open(opened, AccountLines::isColumn);
    if (Files.size(csv.input().path()) > MOST_BYTES) {
      throw CsvFileArgument.importRefusal(
          csv.input(), "it is larger than %d MB: split it".formatted(MOST_BYTES >> 20));
    }
    return csv;
  }
}
