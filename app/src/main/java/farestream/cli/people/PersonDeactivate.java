package farestream.cli.people;

import farestream.cli.notice.PersonRefusal;
import farestream.config.Config;
import farestream.people.PersonKind;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/// Makes a person inactive.
@Command(
    description =
        "Makes a ${PARENT-COMMAND-NAME} inactive: book and accept refuse them from now on. A trip"
            + " under way can be completed; all their trips are recorded, billed and paid. update"
            + " NUMBER --activate undoes it.")
abstract class PersonDeactivate extends PersonAction {
  PersonDeactivate(Config config, PersonKind kind) {
    super(config, kind);
  }

  @Override
  Task task(long number) {
    return people -> {
      PersonRefusal.check(kind, number, people.update(kind, number, Map.of(), Optional.of(false)));
      PersonText.printDone(people, kind, number, json, "inactive", spec);
    };
  }
}
