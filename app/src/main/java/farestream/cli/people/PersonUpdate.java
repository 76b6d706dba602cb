package farestream.cli.people;

import farestream.cli.console.ErrorLines;
import farestream.cli.notice.PersonRefusal;
import farestream.config.Config;
import farestream.people.InvalidPerson;
import farestream.people.People;
import farestream.people.PersonField;
import farestream.people.PersonKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Changes a person.
@Command(
    description = {
      "Changes the given values of a ${PARENT-COMMAND-NAME}; the others stay, and so does the number."
          + " show lists the old values.",
      "Trips keep the values with which they were booked or accepted."
    })
abstract class PersonUpdate extends PersonAction {
  @Mixin private PersonOptions options = new PersonOptions();

  @Option(
      names = "--remove",
      paramLabel = "FIELD",
      split = ",",
      description =
          "Remove the mobile number, vehicle or licence: mobile, vehicle, licence."
              + " Default: leave them.")
  private List<String> removed = List.of();

  @Option(
      names = "--activate",
      description = "Make an inactive ${PARENT-COMMAND-NAME} active again. Default: leave it.")
  private boolean activate;

  PersonUpdate(Config config, PersonKind kind) {
    super(config, kind);
  }

  Map<PersonField, String> given() {
    return options.given();
  }

  @Override
  Task task(long number) {
    var values = valid();
    if (values.isEmpty() && !activate) {
      throw wrong("nothing to change: give an option");
    }
    var active = activate ? Optional.of(true) : Optional.<Boolean>empty();
    return people -> {
      var outcome = people.update(kind, number, values, active);
      PersonRefusal.check(kind, number, outcome);
      var done = outcome instanceof People.Outcome.Saved ? "changed" : "unchanged";
      PersonText.printDone(people, kind, number, json, done, spec);
    };
  }

  /// Returns the new values; an empty text removes one.
  private Map<PersonField, String> valid() {
    var values = given();
    try {
      values.replaceAll(PersonField::valid);
    } catch (InvalidPerson invalid) {
      throw wrong(ErrorLines.text(invalid));
    }
    for (var field : removed) {
      if (!values.getOrDefault(removable(field), "").isEmpty()) {
        throw wrong(
            "--remove %1$s and --%1$s can't be combined: give one of them".formatted(field));
      }
      values.put(removable(field), "");
    }
    return values;
  }

  private PersonField removable(String field) {
    var removable =
        Stream.of(PersonField.MOBILE, PersonField.VEHICLE, PersonField.LICENCE)
            .filter(kind.fields()::contains)
            .collect(Collectors.toMap(one -> one.name().toLowerCase(Locale.ROOT), one -> one));
    return Optional.ofNullable(removable.get(field))
        .orElseThrow(
            () ->
                wrong(
                    "--remove '%s' is not one of %s"
                        .formatted(field, String.join(", ", new TreeSet<>(removable.keySet())))));
  }
}
