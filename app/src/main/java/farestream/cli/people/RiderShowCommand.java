package farestream.cli.people;

import farestream.config.Config;
import farestream.people.PersonKind;
import picocli.CommandLine.Command;

/// `farestream rider show`
@Command(
    name = "show",
    header = "Shows a rider and the history of every change.",
    footer = {"", "Example:", "  ./farestream rider show 71463 --json"})
final class RiderShowCommand extends PersonShow {
  RiderShowCommand(Config config) {
    super(config, PersonKind.RIDER);
  }
}
