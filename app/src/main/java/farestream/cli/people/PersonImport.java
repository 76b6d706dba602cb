package farestream.cli.people;

import farestream.cli.console.CsvFileArgument;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.Plural;
import farestream.cli.console.Progress;
import farestream.cli.console.RefusedOption;
import farestream.config.Config;
import farestream.csv.CsvFile;
import farestream.csv.OpenFiles;
import farestream.local.DiskFault;
import farestream.people.PeopleImport;
import farestream.people.PersonKind;
import farestream.view.PeopleViews;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Adds many people.
@Command(
    description = {
      "Adds ${PARENT-COMMAND-NAME}s from a CSV file with the columns number, name, email and,"
          + " optionally, mobile, payment_type, active and, for drivers, vehicle and licence. The"
          + " names of the workshop's tables, such as ${PARENT-COMMAND-NAME}_id, are read, too. Other"
          + " columns are ignored.",
      "Invalid records are refused, and those whose number, e-mail address, vehicle or licence belongs"
          + " to another person; the others are added in one transaction. A person who is there with the same"
          + " values counts as unchanged, so a file can be imported again. If any record was refused,"
          + " the exit status is 3."
    })
abstract class PersonImport implements Callable<Integer> {
  private final Config config;
  private final PersonKind kind;
  @Spec private CommandSpec spec;
  @Mixin private CsvFileArgument file = new CsvFileArgument();
  @Mixin private RefusedOption refused = new RefusedOption();

  @Option(names = "--json", description = "Print the counts as JSON. Default: text.")
  private boolean json;

  PersonImport(Config config, PersonKind kind) {
    this.config = config;
    this.kind = kind;
  }

  @Override
  public Integer call() throws SQLException {
    refused.check(spec.commandLine(), List.of(file.path()));
    try (var opened = new OpenFiles()) {
      var csv = file.open(opened, PeopleLines.isColumn(kind));
      try (var connection = config.ledger().getConnection();
          var refusals = new RefusedLines(csv, refused)) {
        var result = run(new PeopleImport(connection, kind), csv, refusals);
        refusals.finish();
        print(result, refusals.first());
        return result.refused() == 0 ? ExitStatus.DONE : ExitStatus.REFUSED;
      }
    } catch (IOException failure) {
      throw CsvFileArgument.nothing(DiskFault.of(failure));
    }
  }

  private PeopleImport.Result run(PeopleImport people, CsvFile csv, RefusedLines refusals)
      throws SQLException {
    try (var lines = new PeopleLines(csv, kind);
        var progress = new Progress("importing", -1, spec.commandLine().getErr())) {
      return people.run(lines.reportTo(progress::at), refusals);
    }
  }

  private void print(PeopleImport.Result result, List<PeopleImport.Refused> first) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(PeopleViews.IMPORT.json(result).toPrettyString());
      return;
    }
    out.printf(
        "%s added, %d unchanged, %d refused%n",
        Plural.of(result.added(), kind.word()), result.unchanged(), result.refused());
    first.forEach(line -> out.printf("line %d: %s%n", line.line(), line.reason()));
    if (result.refused() > 0) {
      out.println(
          refused
              .path()
              .map(path -> "(all refused records are in %s: correct and import it)".formatted(path))
              .orElse("(--refused FILE writes all refused records to a file)"));
    }
  }
}
