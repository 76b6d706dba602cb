package farestream.cli.people;

import farestream.cli.console.ErrorLines;
import farestream.cli.notice.PersonRefusal;
import farestream.config.Config;
import farestream.people.InvalidPerson;
import farestream.people.NewPerson;
import farestream.people.PersonField;
import farestream.people.PersonKind;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Adds a person.
@Command(
    description =
        "Adds a ${PARENT-COMMAND-NAME} to the ledger. The number can't be changed later. No two"
            + " ${PARENT-COMMAND-NAME}s have the same number or, ignoring case, the same e-mail"
            + " address.")
abstract class PersonAdd extends PersonAction {
  @Mixin private PersonOptions options = new PersonOptions();

  PersonAdd(Config config, PersonKind kind) {
    super(config, kind);
  }

  Map<PersonField, String> given() {
    return options.given();
  }

  @Override
  Task task(long number) {
    var given = valid(number);
    return people -> {
      PersonRefusal.check(kind, number, people.add(given));
      PersonText.printDone(people, kind, number, json, "added", spec);
    };
  }

  private NewPerson valid(long number) {
    try {
      return NewPerson.of(kind, number, given());
    } catch (InvalidPerson invalid) {
      throw wrong(ErrorLines.text(invalid));
    }
  }
}
