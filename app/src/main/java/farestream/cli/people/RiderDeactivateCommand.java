package farestream.cli.people;

import farestream.config.Config;
import farestream.people.PersonKind;
import picocli.CommandLine.Command;

/// `farestream rider deactivate`
@Command(
    name = "deactivate",
    header = "Makes a rider inactive.",
    footer = {"", "Example:", "  ./farestream rider deactivate 4711"})
final class RiderDeactivateCommand extends PersonDeactivate {
  RiderDeactivateCommand(Config config) {
    super(config, PersonKind.RIDER);
  }
}
