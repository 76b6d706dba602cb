package farestream.cli.people;

import farestream.config.Config;
import farestream.people.PersonField;
import farestream.people.PersonKind;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `farestream driver add`
@Command(
    name = "add",
    header = "Adds a driver.",
    footer = {
      "",
      "Example:",
      "  ./farestream driver add 4711 --name 'Jane Doe' --email jane@example.com"
    })
final class DriverAddCommand extends PersonAdd {
  @Mixin private DriverOptions vehicle = new DriverOptions();

  DriverAddCommand(Config config) {
    super(config, PersonKind.DRIVER);
  }

  @Override
  Map<PersonField, String> given() {
    return vehicle.with(super.given());
  }
}
