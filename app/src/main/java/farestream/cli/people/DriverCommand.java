package farestream.cli.people;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream driver`
@Command(
    name = "driver",
    header = "Adds, imports, shows and changes drivers.",
    description =
        "Adds, imports, shows and changes the drivers in the ledger. accept refuses inactive ones,"
            + " and only trips of drivers in the ledger are recorded.",
    subcommands = {
      DriverAddCommand.class,
      DriverImportCommand.class,
      DriverShowCommand.class,
      DriverListCommand.class,
      DriverUpdateCommand.class,
      DriverDeactivateCommand.class
    },
    footer = {"", "Example:", "  ./farestream driver list"})
public final class DriverCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command: add, import, show, list, update or deactivate");
  }
}
