package farestream.cli;

import farestream.Config;
import farestream.local.DiskFault;
import farestream.payout.BankAccounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream bank-account import`
@Command(
    name = "import",
    description = {
      "Puts the bank accounts of many drivers on record, from a CSV file with the columns driver_id,"
          + " holder, iban, routing_number, account_number, bic. What is blank is not given; holder is"
          + " the driver's name then.",
      "All or nothing: if a line is wrong, it is named, and no account is put on record."
    },
    footer = {"", "Example:", "  ./farestream bank-account import accounts.csv"})
public final class BankAccountImportCommand implements Callable<Integer> {
  private static final long MOST_BYTES = 64L << 20;

  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The CSV file, in UTF-8.")
  private Path file;

  @Mixin private ByOption by = new ByOption();

  public BankAccountImportCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var person = by.name(spec.commandLine());
    var accounts = new BankAccounts(config.ledger());
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        var progress = new Progress("importing", lines(), spec.commandLine().getErr());
        var given = new AccountLines(reader, accounts::names, progress::at)) {
      var added = accounts.add(given, now, person);
      spec.commandLine()
          .getOut()
          .printf(
              "%s put on record, %d as before%n",
              Counted.of(added, "bank account"), given.read() - added);
      return ExitStatus.DONE;
    } catch (IOException failure) {
      throw new Refused("nothing was imported: " + DiskFault.of(failure));
    }
  }

  /// Of accounts, as far as the progress is concerned.
  private long lines() throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new Refused(
          "nothing was imported: %s is larger than %d MB: split it"
              .formatted(file, MOST_BYTES >> 20));
    }
    try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return Math.max(0, lines.count() - 1);
    }
  }
}
