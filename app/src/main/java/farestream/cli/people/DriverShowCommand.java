package farestream.cli.people;

import farestream.config.Config;
import farestream.people.PersonKind;
import picocli.CommandLine.Command;

/// `farestream driver show`
@Command(
    name = "show",
    header = "Shows a driver and the history of every change.",
    footer = {"", "Example:", "  ./farestream driver show 510909 --json"})
final class DriverShowCommand extends PersonShow {
  DriverShowCommand(Config config) {
    super(config, PersonKind.DRIVER);
  }
}
