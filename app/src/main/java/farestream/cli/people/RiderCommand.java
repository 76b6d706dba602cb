package farestream.cli.people;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream rider`
@Command(
    name = "rider",
    header = "Adds, imports, shows and changes riders.",
    description =
        "Adds, imports, shows and changes the riders in the ledger. book refuses inactive ones,"
            + " and only trips of riders in the ledger are recorded.",
    subcommands = {
      RiderAddCommand.class,
      RiderImportCommand.class,
      RiderShowCommand.class,
      RiderListCommand.class,
      RiderUpdateCommand.class,
      RiderDeactivateCommand.class
    },
    footer = {"", "Example:", "  ./farestream rider list"})
public final class RiderCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command: add, import, show, list, update or deactivate");
  }
}
