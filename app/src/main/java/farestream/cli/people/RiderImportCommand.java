package farestream.cli.people;

import farestream.config.Config;
import farestream.people.PersonKind;
import picocli.CommandLine.Command;

/// `farestream rider import`
@Command(
    name = "import",
    header = "Adds many riders from a CSV file.",
    footer = {"", "Example:", "  ./farestream rider import riders.csv --refused refused.csv"})
final class RiderImportCommand extends PersonImport {
  RiderImportCommand(Config config) {
    super(config, PersonKind.RIDER);
  }
}
