package farestream.cli.people;

import farestream.people.PersonField;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options with the values that riders and drivers have.
final class PersonOptions {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name. Required by add. Default of update: unchanged.")
  private Optional<String> name;

  @Option(
      names = "--email",
      paramLabel = "EMAIL",
      description =
          "The e-mail address, which no other ${PARENT-COMMAND-NAME} has. Required by add. Default of"
              + " update: unchanged.")
  private Optional<String> email;

  @Option(
      names = "--mobile",
      paramLabel = "NUMBER",
      description =
          "The mobile number, international, such as +12125550100. Default of add:"
              + " none; of update: unchanged.")
  private Optional<String> mobile;

  @Option(
      names = "--payment-type",
      paramLabel = "N",
      description =
          "The number of the table payment_types: 1 credit card, 2 cash, 7 bank deposit. Default of"
              + " add: 1 for riders, 7 for drivers; of update: unchanged.")
  private Optional<String> paymentType;

  /// Returns the values that were given.
  Map<PersonField, String> given() {
    var values = new EnumMap<PersonField, String>(PersonField.class);
    name.ifPresent(text -> values.put(PersonField.NAME, text));
    email.ifPresent(text -> values.put(PersonField.EMAIL, text));
    mobile.ifPresent(text -> values.put(PersonField.MOBILE, text));
    paymentType.ifPresent(text -> values.put(PersonField.PAYMENT_TYPE, text));
    return values;
  }
}
