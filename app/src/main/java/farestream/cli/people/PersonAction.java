package farestream.cli.people;

import farestream.cli.console.ExitStatus;
import farestream.config.Config;
import farestream.people.People;
import farestream.people.PersonKind;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What a command does with one rider or driver.
abstract class PersonAction implements Callable<Integer> {
  final PersonKind kind;
  private final Config config;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "NUMBER", description = "The ${PARENT-COMMAND-NAME}'s number.")
  private long number;

  @Option(names = "--json", description = "Print JSON. Default: text.")
  boolean json;

  PersonAction(Config config, PersonKind kind) {
    this.config = config;
    this.kind = kind;
  }

  /// The part that needs the ledger.
  interface Task {
    void run(People people) throws SQLException;
  }

  /// Checks the options, before the ledger is asked.
  ///
  /// @throws ParameterException if they are wrong
  abstract Task task(long number);

  @Override
  public final Integer call() throws SQLException {
    if (number < 1) {
      throw wrong("NUMBER %d is not above 0".formatted(number));
    }
    var task = task(number);
    try (var connection = config.ledger().getConnection()) {
      task.run(new People(connection));
    }
    return ExitStatus.DONE;
  }

  ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
