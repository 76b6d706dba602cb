package farestream.cli.people;

import farestream.config.Config;
import farestream.people.PersonField;
import farestream.people.PersonKind;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `farestream driver update`
@Command(
    name = "update",
    header = "Changes a driver.",
    footer = {"", "Example:", "  ./farestream driver update 4711 --mobile '+1 212 555 0100'"})
final class DriverUpdateCommand extends PersonUpdate {
  @Mixin private DriverOptions vehicle = new DriverOptions();

  DriverUpdateCommand(Config config) {
    super(config, PersonKind.DRIVER);
  }

  @Override
  Map<PersonField, String> given() {
    return vehicle.with(super.given());
  }
}
