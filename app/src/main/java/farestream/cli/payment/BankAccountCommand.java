package farestream.cli.payment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream bank-account`
@Command(
    name = "bank-account",
    header = "Keeps the bank accounts that payments go to and come from.",
    description =
        "Keeps the bank accounts of drivers and the platform's own. They are shown masked, always.",
    subcommands = {
      BankAccountSetCommand.class,
      BankAccountShowCommand.class,
      BankAccountImportCommand.class,
      BankAccountUnblockCommand.class
    },
    footer = {"", "Example:", "  ./farestream bank-account show --own"})
public final class BankAccountCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command: set, show, import or unblock");
  }
}
