package farestream.cli.people;

import farestream.cli.console.ExitStatus;
import farestream.cli.notice.PersonRefusal;
import farestream.config.Config;
import farestream.people.People;
import farestream.people.PersonKind;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Makes a person inactive.
@Command(
    description =
        "Makes a ${PARENT-COMMAND-NAME} inactive: book and accept refuse them from now on. A trip"
            + " under way can be completed; all their trips are recorded, billed and paid. update"
            + " NUMBER --activate undoes it.")
abstract class PersonDeactivate implements Callable<Integer> {
  private final Config config;
  private final PersonKind kind;
  @Spec private CommandSpec spec;
  @Mixin private PersonArgument person = new PersonArgument();

  @Option(names = "--json", description = "Print JSON. Default: text.")
  private boolean json;

  PersonDeactivate(Config config, PersonKind kind) {
    this.config = config;
    this.kind = kind;
  }

  @Override
  public Integer call() throws SQLException {
    var number = person.number();
    try (var connection = config.ledger().getConnection()) {
      var people = new People(connection);
      PersonRefusal.check(kind, number, people.update(kind, number, Map.of(), Optional.of(false)));
      PersonText.printDone(people, kind, number, json, "inactive", spec);
    }
    return ExitStatus.DONE;
  }
}
