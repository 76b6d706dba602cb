package farestream.cli.people;

import farestream.config.Config;
import farestream.people.PersonKind;
import picocli.CommandLine.Command;

/// `farestream driver import`
@Command(
    name = "import",
    header = "Adds many drivers from a CSV file.",
    footer = {"", "Example:", "  ./farestream driver import drivers.csv --refused refused.csv"})
final class DriverImportCommand extends PersonImport {
  DriverImportCommand(Config config) {
    super(config, PersonKind.DRIVER);
  }
}
