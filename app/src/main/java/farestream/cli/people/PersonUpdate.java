package farestream.cli.people;

import farestream.cli.console.ErrorLines;
import farestream.cli.console.ExitStatus;
import farestream.cli.notice.PersonRefusal;
import farestream.config.Config;
import farestream.people.InvalidPerson;
import farestream.people.People;
import farestream.people.PersonField;
import farestream.people.PersonKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Changes a person.
@Command(
    description = {
      "Changes the given values of a ${PARENT-COMMAND-NAME}; the others stay, and so does the number."
          + " show lists the old values.",
      "Trips keep the values with which they were booked or accepted."
    })
abstract class PersonUpdate implements Callable<Integer> {
  private final Config config;
  private final PersonKind kind;
  @Spec private CommandSpec spec;
  @Mixin private PersonArgument person = new PersonArgument();
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

  @Option(names = "--json", description = "Print JSON. Default: text.")
  private boolean json;

  PersonUpdate(Config config, PersonKind kind) {
    this.config = config;
    this.kind = kind;
  }

  Map<PersonField, String> given() {
    return options.given();
  }

  @Override
  public Integer call() throws SQLException {
    var number = person.number();
    var values = valid();
    if (values.isEmpty() && !activate) {
      throw wrong("nothing to change: give an option");
    }
    try (var connection = config.ledger().getConnection()) {
      var people = new People(connection);
      var active = activate ? Optional.of(true) : Optional.<Boolean>empty();
      var outcome = people.update(kind, number, values, active);
      PersonRefusal.check(kind, number, outcome);
      var done = outcome instanceof People.Outcome.Written ? "changed" : "unchanged";
      PersonText.printDone(people, kind, number, json, done, spec);
    }
    return ExitStatus.DONE;
  }

  /// Returns the new values; an empty text removes one.
  private Map<PersonField, String> valid() {
    var values = given();
    try {
      values.replaceAll(PersonField::valid);
    } catch (InvalidPerson invalid) {
      throw wrong(ErrorLines.text(invalid));
    }
    removed.forEach(field -> values.put(removable(field), ""));
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

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
