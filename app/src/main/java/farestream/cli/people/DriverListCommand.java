package farestream.cli.people;

import farestream.config.Config;
import farestream.people.PersonKind;
import picocli.CommandLine.Command;

/// `farestream driver list`
@Command(
    name = "list",
    header = "Lists drivers.",
    footer = {"", "Example:", "  ./farestream driver list --find jane --csv"})
final class DriverListCommand extends PersonList {
  DriverListCommand(Config config) {
    super(config, PersonKind.DRIVER);
  }
}
