package farestream.cli.people;

import farestream.config.Config;
import farestream.people.PersonKind;
import picocli.CommandLine.Command;

/// Shows a person.
@Command(
    description =
        "Shows a ${PARENT-COMMAND-NAME} and every change: when, by whom with which login, and the"
            + " values before and after.")
abstract class PersonShow extends PersonAction {
  PersonShow(Config config, PersonKind kind) {
    super(config, kind);
  }

  @Override
  Task task(long number) {
    return people -> {
      if (json) {
        PersonText.printJson(people, kind, number, spec);
      } else {
        PersonText.print(people, kind, number, spec);
      }
    };
  }
}
