package farestream.cli.people;

import farestream.config.Config;
import farestream.people.PersonKind;
import picocli.CommandLine.Command;

/// `farestream rider add`
@Command(
    name = "add",
    header = "Adds a rider.",
    footer = {
      "",
      "Example:",
      "  ./farestream rider add 4711 --name 'Jane Doe' --email jane@example.com"
    })
final class RiderAddCommand extends PersonAdd {
  RiderAddCommand(Config config) {
    super(config, PersonKind.RIDER);
  }
}
