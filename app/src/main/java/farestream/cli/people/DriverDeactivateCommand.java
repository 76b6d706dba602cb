package farestream.cli.people;

import farestream.config.Config;
import farestream.people.PersonKind;
import picocli.CommandLine.Command;

/// `farestream driver deactivate`
@Command(
    name = "deactivate",
    header = "Makes a driver inactive.",
    footer = {"", "Example:", "  ./farestream driver deactivate 4711"})
final class DriverDeactivateCommand extends PersonDeactivate {
  DriverDeactivateCommand(Config config) {
    super(config, PersonKind.DRIVER);
  }
}
