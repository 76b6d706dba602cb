package farestream.cli.payment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream bank-account`
@Command(
    name = "bank-account",
    header = "Sets and shows bank accounts of drivers and the platform.",
    description =
        "Sets, imports, shows and unblocks the bank accounts of drivers and the platform's own."
            + " Account numbers are always masked.",
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
