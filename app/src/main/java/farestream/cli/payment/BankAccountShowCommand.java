package farestream.cli.payment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.cli.console.CellText;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.TextTable;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.payout.BankAccounts;
import farestream.payout.BlockedAccounts;
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
      var node = JsonNodeFactory.instance.objectNode();
      driver.ifPresent(number -> node.put("driver", number));
      node.put("holder", account.holder());
      node.put("account", AccountText.masked(account));
      node.put("bic", account.bic().orElse(null));
      node.put("since", recorded.addedAt().toString());
      node.put("by", recorded.byWhom());
      node.put("blocked", blocked.map(BlockedAccounts.Blocked::code).orElse(null));
      out.println(node.toPrettyString());
      return ExitStatus.DONE;
    }
    driver.ifPresent(number -> out.println("driver:  " + number));
    out.println("holder:  " + CellText.oneLine(account.holder()));
    out.println("account: " + AccountText.masked(account));
    account.bic().ifPresent(bic -> out.println("BIC:     " + bic));
    out.printf(
        "since:   %s, by %s%n",
        TextTable.time(recorded.addedAt()), CellText.oneLine(recorded.byWhom()));
    blocked.ifPresent(
        block ->
            out.printf(
                "blocked: since %s, by the bank's reply to payment %d: %s%n",
                TextTable.time(block.since()),
                block.payment(),
                CellText.oneLine(block.reason())));
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
