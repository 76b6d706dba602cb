package farestream.cli.people;

import farestream.cli.console.ExitStatus;
import farestream.cli.console.ListOptions;
import farestream.cli.console.TextTable;
import farestream.config.Config;
import farestream.people.People;
import farestream.people.Person;
import farestream.people.PersonKind;
import farestream.view.PeopleViews;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lists people.
@Command(
    description =
        "Lists ${PARENT-COMMAND-NAME}s in the order of their numbers, inactive ones included. import"
            + " can read the output of --csv.")
abstract class PersonList implements Callable<Integer> {
  private final Config config;
  private final PersonKind kind;
  @Spec private CommandSpec spec;

  @Option(
      names = "--find",
      paramLabel = "TEXT",
      description =
          "Only those with this text in the name, e-mail address, mobile number, vehicle or licence"
              + " number, ignoring case. Default: all.")
  private Optional<String> text;

  @Option(
      names = "--after",
      paramLabel = "NUMBER",
      description = "Only those with a higher number, for the next page. Default: from the first.")
  private Optional<Long> after;

  @Mixin private ListOptions list = new ListOptions();

  PersonList(Config config, PersonKind kind) {
    this.config = config;
    this.kind = kind;
  }

  @Override
  public Integer call() throws SQLException {
    var limit = list.limit();
    try (var connection = config.ledger().getConnection()) {
      var people = new People(connection).list(kind, new People.Filter(text, after), limit);
      if (!list.print(PeopleViews.view(kind), people)) {
        print(people, limit);
      }
    }
    return ExitStatus.DONE;
  }

  private void print(List<Person> people, int limit) {
    var out = spec.commandLine().getOut();
    if (people.isEmpty()) {
      out.println("no " + kind.table());
      return;
    }
    TextTable.of(PeopleViews.view(kind), people).print(out);
    if (people.size() == limit) {
      out.printf(
          "(the first %d; --limit N shows more, --after %d the next page)%n",
          limit, people.getLast().number());
    }
  }
}
