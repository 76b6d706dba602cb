package farestream.cli.people;

import farestream.config.Config;
import farestream.people.PersonKind;
import picocli.CommandLine.Command;

/// `farestream rider list`
@Command(
    name = "list",
    header = "Lists riders.",
    footer = {"", "Example:", "  ./farestream rider list --find jane --csv"})
final class RiderListCommand extends PersonList {
  RiderListCommand(Config config) {
    super(config, PersonKind.RIDER);
  }
}
