package farestream.cli.payment;

import farestream.bank.AccountOwner;
import farestream.bank.BankAccount;
import farestream.bank.InvalidBankAccount;
import farestream.bank.InvalidTransferData;
import farestream.cli.console.ErrorLines;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.Prompt;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.payout.BankAccounts;
import farestream.payout.BlockedAccounts;
import java.io.BufferedReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream bank-account set`
@Command(
    name = "set",
    description = {
      "Records a bank account: an IBAN, or a routing number and an account number. Later payments use"
          + " it; previous accounts stay on record.",
      "If a number is -, it is read from standard input, or prompted for without echo, so that it"
          + " doesn't appear in the shell's history."
    },
    footer = {"", "Example:", "  ./farestream bank-account set --driver-id 510909 --iban -"})
final class BankAccountSetCommand implements Callable<Integer> {
  private final Config config;
  private final BufferedReader in;
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private AccountOptions whose = new AccountOptions();

  @Option(names = "--iban", paramLabel = "IBAN", description = "The IBAN, or - to read it.")
  private Optional<String> iban;

  @Option(
      names = "--routing-number",
      paramLabel = "NUMBER",
      description = "The bank's routing number, nine digits.")
  private Optional<String> routingNumber;

  @Option(
      names = "--account-number",
      paramLabel = "NUMBER",
      description = "The account number at that bank, or - to read it.")
  private Optional<String> accountNumber;

  @Option(names = "--bic", paramLabel = "BIC", description = "The bank's BIC. Default: none.")
  private Optional<String> bic;

  @Option(
      names = "--holder",
      paramLabel = "NAME",
      description = "The account holder's name. Required with --own. Default: the driver's name.")
  private Optional<String> holder;

  BankAccountSetCommand(Config config, BufferedReader in) {
    this.config = config;
    this.in = in;
  }

  @Override
  public Integer call() {
    var driver = whose.driver(spec.commandLine());
    refuseIncomplete(driver);
    var accounts = new BankAccounts(config.ledger());
    var name = holder.orElseGet(() -> nameOf(accounts, driver.orElseThrow()));
    var account = account();
    var owner = owner(name);
    var stored = AccountText.stored(owner.name(), account, owner.bic());
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var given = List.of(List.of(new BankAccounts.Given(driver, stored))).iterator();
    if (holder.isPresent() && driver.isPresent()) {
      var _ = nameOf(accounts, driver.get());
    }
    var isNew = accounts.add(given, now) == 1;
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %s%s%n",
            driver.map("driver %d"::formatted).orElse("the platform's own account"),
            account.masked(),
            isNew ? "" : ", unchanged");
    driver
        .flatMap(new BlockedAccounts(config.ledger())::find)
        .ifPresent(
            block -> {
              throw new Refusal(
                  "the bank refused this account (%s), so it is blocked: set another account, or run"
                          .formatted(block.code())
                      + " ./farestream bank-account unblock --driver-id %d --reason TEXT"
                          .formatted(block.driverId()));
            });
    return ExitStatus.DONE;
  }

  private void refuseIncomplete(Optional<Long> driver) {
    if (iban.isPresent() == (routingNumber.isPresent() || accountNumber.isPresent())
        || routingNumber.isPresent() != accountNumber.isPresent()) {
      throw wrong("give --iban, or --routing-number and --account-number");
    }
    if (driver.isEmpty() && holder.isEmpty()) {
      throw wrong("--own requires --holder, the name of the payer");
    }
  }

  /// Returns the name of a driver.
  ///
  /// @throws Refusal if the driver doesn't exist, or has no name and no holder was given
  private String nameOf(BankAccounts accounts, long driver) {
    var name = accounts.names(List.of(driver)).get(driver);
    if (name == null) {
      throw new Refusal("there is no driver %d".formatted(driver));
    }
    if (name.isBlank() && holder.isEmpty()) {
      throw new Refusal("driver %d has no name: give --holder".formatted(driver));
    }
    return name;
  }

  private BankAccount account() {
    try {
      if (iban.isPresent()) {
        return new BankAccount.Iban(Prompt.secret(iban.get(), "IBAN: ", spec.commandLine(), in));
      }
      return new BankAccount.UsAccount(
          routingNumber.orElseThrow(),
          Prompt.secret(accountNumber.orElseThrow(), "account number: ", spec.commandLine(), in));
    } catch (InvalidBankAccount notOne) {
      throw wrong(ErrorLines.text(notOne));
    }
  }

  private AccountOwner owner(String name) {
    try {
      return new AccountOwner(name, bic);
    } catch (InvalidTransferData refused) {
      throw wrong(ErrorLines.text(refused));
    }
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
