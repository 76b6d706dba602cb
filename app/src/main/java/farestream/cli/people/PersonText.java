package farestream.cli.people;

import farestream.cli.console.CellText;
import farestream.cli.console.TextTable;
import farestream.cli.notice.PersonRefusal;
import farestream.people.People;
import farestream.people.Person;
import farestream.people.PersonKind;
import farestream.view.PeopleViews;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// Prints a rider or driver with the history.
final class PersonText {
  private PersonText() {}

  static void print(People people, PersonKind kind, long number, CommandSpec spec)
      throws SQLException {
    var person = find(people, kind, number);
    var out = spec.commandLine().getOut();
    var view = PeopleViews.view(kind).tableOf(List.of(person));
    var cells = view.cells(person);
    for (var column = 0; column < cells.size(); column++) {
      print(spec, view.titles().get(column), CellText.oneLine(cells.get(column)));
    }
    person.createdAt().ifPresent(at -> print(spec, "added", TextTable.time(at)));
    var changes = people.changes(kind, number);
    if (!changes.isEmpty()) {
      out.println();
      TextTable.of(PeopleViews.CHANGE, changes).print(out);
    }
  }

  private static void print(CommandSpec spec, String title, String value) {
    spec.commandLine().getOut().println("%-14s%s".formatted(title + ":", value).strip());
  }

  /// Prints what was done, or the person as JSON.
  static void printDone(
      People people, PersonKind kind, long number, boolean json, String done, CommandSpec spec)
      throws SQLException {
    if (json) {
      printJson(people, kind, number, spec);
    } else {
      spec.commandLine().getOut().printf("%s %d: %s%n", kind.label(), number, done);
    }
  }

  static void printJson(People people, PersonKind kind, long number, CommandSpec spec)
      throws SQLException {
    var node = PeopleViews.view(kind).json(find(people, kind, number));
    node.set("changes", PeopleViews.CHANGE.json(people.changes(kind, number)));
    spec.commandLine().getOut().println(node.toPrettyString());
  }

  private static Person find(People people, PersonKind kind, long number) throws SQLException {
    return people.find(kind, number).orElseThrow(() -> PersonRefusal.unknown(kind, number));
  }
}
