package farestream.cli.people;

import farestream.cli.console.CsvFileArgument;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.Plural;
import farestream.cli.console.Progress;
import farestream.cli.console.RefusedOption;
import farestream.config.Config;
import farestream.csv.CsvFile;
import farestream.csv.OpenFiles;
import farestream.failure.Breakdown;
import farestream.local.DiskFault;
import farestream.people.PeopleImport;
import farestream.people.PersonKind;
import farestream.view.PeopleViews;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
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
      "Invalid records are refused, those whose number an earlier record has, and those whose e-mail"
          + " address, vehicle or licence belongs to another person; the others are added in one"
          + " transaction. A person whom the ledger has with the same values counts as unchanged, so"
          + " a file can be imported again. One with other values"
          + " is refused, or changed with --update: then a blank cell removes a mobile number, vehicle or licence,"
          + " while a blank payment type or active leaves it, and so does a missing column. If any record was"
          + " refused, the exit status is 3."
    })
abstract class PersonImport implements Callable<Integer> {
  private final Config config;
  private final PersonKind kind;
  @Spec private CommandSpec spec;
  @Mixin private CsvFileArgument file = new CsvFileArgument();
  @Mixin private RefusedOption refused = new RefusedOption();

  @Option(
      names = "--update",
      description = "Change people whom the ledger has with other values. Default: refuse them.")
  private boolean update;

  @Option(
      names = "--json",
      description = "Print the counts and the first refused records as JSON. Default: text.")
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
        var result = run(connection, csv, refusals);
        print(result, refusals.first());
        finish(refusals);
        if (!json && result.refused() > 0) {
          printRefusedFile();
        }
        return result.refused() == 0 ? ExitStatus.DONE : ExitStatus.REFUSED;
      }
    } catch (IOException failure) {
      throw CsvFileArgument.importRefusal(DiskFault.of(failure));
    }
  }

  private PeopleImport.Result run(Connection connection, CsvFile csv, RefusedLines refusals)
      throws SQLException {
    try (var lines = new PeopleLines(csv, kind);
        var progress = new Progress("importing", -1, spec.commandLine().getErr())) {
      return new PeopleImport(connection, kind, lines.fields(), update)
          .run(lines.reportTo(progress::at), refusals);
    }
  }

  /// Completes the file of refused records, after the commit, which it can't undo.
  private static void finish(RefusedLines refusals) {
    try {
      refusals.finish();
    } catch (UncheckedIOException failure) {
      throw new Breakdown(
          "the people were imported as reported, but the refused records were not written: %s; remove"
                  .formatted(DiskFault.of(Objects.requireNonNull(failure.getCause())))
              + " the cause and run the same command again",
          failure);
    }
  }

  private void print(PeopleImport.Result result, List<PeopleImport.Refused> first) {
    var out = spec.commandLine().getOut();
    if (json) {
      var node = PeopleViews.IMPORT.json(result);
      node.set("firstRefused", PeopleViews.REFUSED.json(first));
      out.println(node.toPrettyString());
      return;
    }
    out.printf(
        "%s added, %s%d unchanged, %d refused%n",
        Plural.of(result.added(), kind.label()),
        update ? result.changed() + " changed, " : "",
        result.unchanged(),
        result.refused());
    first.forEach(line -> out.printf("line %d: %s%n", line.line(), line.reason()));
  }

  private void printRefusedFile() {
    // The file is in UTF-8 whatever the encoding of the input.
    var how = file.hasEncoding() ? " without --encoding" : "";
    spec.commandLine()
        .getOut()
        .println(
            refused
                .path()
                .map(
                    path ->
                        "(all refused records are in %s: correct and import it%s)"
                            .formatted(path, how))
                .orElse("(--refused FILE writes all refused records to a file)"));
  }
}
