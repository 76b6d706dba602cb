package farestream.cli.people;

import farestream.cli.console.ErrorLines;
import farestream.cli.console.ExitStatus;
import farestream.cli.notice.PersonRefusal;
import farestream.config.Config;
import farestream.people.InvalidPerson;
import farestream.people.NewPerson;
import farestream.people.People;
import farestream.people.PersonField;
import farestream.people.PersonKind;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Adds a person.
@Command(
    description =
        "Adds a ${PARENT-COMMAND-NAME} to the ledger. The number can't be changed later. No two"
            + " ${PARENT-COMMAND-NAME}s have the same number or, in whatever case, the same e-mail"
            + " address.")
abstract class PersonAdd implements Callable<Integer> {
  private final Config config;
  private final PersonKind kind;
  @Spec private CommandSpec spec;
  @Mixin private PersonArgument person = new PersonArgument();
  @Mixin private PersonOptions options = new PersonOptions();

  @Option(names = "--json", description = "Print JSON. Default: text.")
  private boolean json;

  PersonAdd(Config config, PersonKind kind) {
    this.config = config;
    this.kind = kind;
  }

  Map<PersonField, String> given() {
    return options.given();
  }

  @Override
  public Integer call() throws SQLException {
    var number = person.number();
    var given = valid(number);
    try (var connection = config.ledger().getConnection()) {
      var people = new People(connection);
      PersonRefusal.check(kind, number, people.add(given));
      PersonText.printDone(people, kind, number, json, "added", spec);
    }
    return ExitStatus.DONE;
  }

  private NewPerson valid(long number) {
    try {
      return NewPerson.of(kind, number, given(), true);
    } catch (InvalidPerson invalid) {
      throw new ParameterException(spec.commandLine(), ErrorLines.text(invalid));
    }
  }
}
