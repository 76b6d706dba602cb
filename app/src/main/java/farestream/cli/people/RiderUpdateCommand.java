package farestream.cli.people;

import farestream.config.Config;
import farestream.people.PersonKind;
import picocli.CommandLine.Command;

/// `farestream rider update`
@Command(
    name = "update",
    header = "Changes a rider.",
    footer = {"", "Example:", "  ./farestream rider update 4711 --mobile '+1 212 555 0100'"})
final class RiderUpdateCommand extends PersonUpdate {
  RiderUpdateCommand(Config config) {
    super(config, PersonKind.RIDER);
  }
}
