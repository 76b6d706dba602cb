package farestream.cli.people;

import farestream.people.PersonField;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options with the values that only drivers have.
final class DriverOptions {
  @Option(
      names = "--vehicle",
      paramLabel = "PLATE",
      description =
          "The vehicle's licence plate, which no other driver has. Default of add:"
              + " none; of update: unchanged.")
  private Optional<String> vehicle;

  @Option(
      names = "--licence",
      paramLabel = "NUMBER",
      description =
          "The driver's licence number, which no other driver has. Default of add:"
              + " none; of update: unchanged.")
  private Optional<String> licence;

  /// Adds the values that were given.
  Map<PersonField, String> with(Map<PersonField, String> values) {
    vehicle.ifPresent(text -> values.put(PersonField.VEHICLE, text));
    licence.ifPresent(text -> values.put(PersonField.LICENCE, text));
    return values;
  }
}
