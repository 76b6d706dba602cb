package farestream.cli.people;

import farestream.cli.console.ExitStatus;
import farestream.config.Config;
import farestream.people.People;
import farestream.people.PersonKind;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Shows a person.
@Command(
    description =
        "Shows a ${PARENT-COMMAND-NAME} and every change: when, by which database role, and the"
            + " values before and after.")
abstract class PersonShow implements Callable<Integer> {
  private final Config config;
  private final PersonKind kind;
  @Spec private CommandSpec spec;
  @Mixin private PersonArgument person = new PersonArgument();

  @Option(names = "--json", description = "Print JSON. Default: text.")
  private boolean json;

  PersonShow(Config config, PersonKind kind) {
    this.config = config;
    this.kind = kind;
  }

  @Override
  public Integer call() throws SQLException {
    var number = person.number();
    try (var connection = config.ledger().getConnection()) {
      var people = new People(connection);
      if (json) {
        PersonText.printJson(people, kind, number, spec);
      } else {
        PersonText.print(people, kind, number, spec);
      }
    }
    return ExitStatus.DONE;
  }
}
