package farestream.cli.payment;

import farestream.cli.console.CellText;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.TextTable;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.payout.BankAccounts;
import farestream.payout.BankAccounts.Recorded;
import farestream.payout.BlockedAccounts;
import farestream.payout.BlockedAccounts.Blocked;
import farestream.view.View;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream bank-account show`
@Command(
    name = "show",
    description = "Shows the bank account of a driver or the platform, masked.",
    footer = {"", "Example:", "  ./farestream bank-account show --driver-id 510909"})
final class BankAccountShowCommand implements Callable<Integer> {
  private record AccountDetails(
      Optional<Long> driver, Recorded recorded, Optional<Blocked> blocked) {}

  private static final View<AccountDetails> DETAILS =
      View.<AccountDetails>empty()
          .optional("driver", AccountDetails::driver)
          .detail("holder", shown -> shown.recorded().account().holder())
          .detail("account", shown -> AccountText.masked(shown.recorded().account()))
          .detail("bic", shown -> shown.recorded().account().bic())
          .detail("since", shown -> shown.recorded().recordedAt())
          .detail("actor", shown -> shown.recorded().actor())
          .detail("blocked", shown -> shown.blocked().map(Blocked::code));

  private final Config config;
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private AccountOptions whose = new AccountOptions();

  @Option(names = "--json", description = "Print JSON. Default: text.")
  private boolean json;

  BankAccountShowCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var driver = whose.driver(spec.commandLine());
    var recorded = new BankAccounts(config.ledger()).latest(driver).orElseThrow(() -> none(driver));
    var account = recorded.account();
    var blocked = driver.flatMap(new BlockedAccounts(config.ledger())::find);
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(DETAILS.json(new AccountDetails(driver, recorded, blocked)).toPrettyString());
      return ExitStatus.DONE;
    }
    driver.ifPresent(number -> out.println("driver:  " + number));
    out.println("holder:  " + CellText.oneLine(account.holder()));
    out.println("account: " + AccountText.masked(account));
    account.bic().ifPresent(bic -> out.println("BIC:     " + bic));
    out.printf(
        "since:   %s, by %s%n",
        TextTable.time(recorded.recordedAt()), CellText.oneLine(recorded.actor()));
    blocked.ifPresent(
        block ->
            out.printf(
                "blocked: since %s, by the bank's answer to payment %d: %s%n",
                TextTable.time(block.since()), block.payment(), CellText.oneLine(block.reason())));
    return ExitStatus.DONE;
  }

  private static Refusal none(Optional<Long> driver) {
    return new Refusal(
        driver
            .map(
                number ->
                    "driver %d has no bank account: ./farestream bank-account set --driver-id %d"
                        .formatted(number, number))
            .orElse("the platform has no bank account: ./farestream bank-account set --own"));
  }
}
