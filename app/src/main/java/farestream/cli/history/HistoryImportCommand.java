package farestream.cli.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.FileDigest;
import farestream.cli.tripfile.FindingsText;
import farestream.cli.tripfile.RecordsOptions;
import farestream.cli.tripfile.TripFileOptions;
import farestream.config.Config;
import farestream.csv.OpenFiles;
import farestream.history.RecordedHistory;
import farestream.tlc.FileFindings;
import farestream.tlc.StandIns;
import farestream.tlc.TlcFile;
import farestream.tlc.TripPlan;
import farestream.view.TripFileViews;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream history import`
@Command(
    name = "import",
    header = "Imports real past trips into both databases.",
    description = {
      "Each record becomes the trip that replay would make of it with the same --riders, --drivers"
          + " and --zone. The trips count as settled. A trip that exists already is left unchanged,"
          + " whether it was imported or booked here. All files are read before the first trip is"
          + " loaded: an invalid record is reported and the others are loaded, but a file with too many"
          + " invalid records is refused.",
      "",
      "If it is interrupted, run the same command again: it resumes and duplicates nothing."
    },
    footer = {"", "Example:", "  ./farestream history import samples/trips-2019-03.csv"})
final class HistoryImportCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = TripFileOptions.FILE)
  private List<Path> files = List.of();

  @Mixin private TripFileOptions fileOptions = new TripFileOptions();

  @Mixin private RecordsOptions options = new RecordsOptions();

  @Option(names = "--json", description = "Print the report as JSON. Default: text.")
  private boolean json;

  HistoryImportCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException, InterruptedException {
    var people = options.people(spec.commandLine());
    fileOptions.check(spec.commandLine(), files);
    try (var opened = new OpenFiles()) {
      var records =
          files.stream().map(file -> fileOptions.open(file, options.zone(), opened)).toList();
      var plans = records.stream().map(file -> plan(file, people)).toList();
      var findings = plans.stream().map(TripPlan::findings).toList();
      print(findings);
      fileOptions.require(findings, "nothing was imported");
      load(plans, people);
    }
    return ExitStatus.DONE;
  }

  private TripPlan plan(TlcFile file, StandIns people) {
    try (var refused = fileOptions.refusedRecords(file)) {
      var plan = TripPlan.of(file, people, refused);
      refused.finish();
      return plan;
    }
  }

  /// Prints the findings. As JSON they are part of the report on the import, unless nothing will
  /// be imported.
  private void print(List<FileFindings> findings) {
    if (!json) {
      findings.forEach(file -> FindingsText.print(file, out()));
    } else if (!fileOptions.accepts(findings)) {
      var report = JsonNodeFactory.instance.objectNode();
      report.set("files", TripFileViews.IMPORTED.json(findings));
      out().println(report.toPrettyString());
    }
  }

  private void load(List<TripPlan> plans, StandIns people)
      throws SQLException, InterruptedException {
    var report = JsonNodeFactory.instance.objectNode();
    try (var run = HistoryRun.begin(config, spec.commandLine().getErr())) {
      people.insert(config.ledger());
      for (var plan : plans) {
        if (!run.isStopped()) {
          load(run, plan, people, report.withArray("files"));
        }
      }
      var sent = run.send();
      if (json) {
        report.setAll(HistoryReport.SENT.json(sent));
        out().println(report.toPrettyString());
      } else {
        HistoryReport.print(sent, out());
      }
    }
  }

  /// Identifies the source of a file's trips by its content and the options, so that the same file
  /// under another name is the same source.
  private String source(TlcFile file, StandIns people) {
    return "%s, %d riders, %d drivers, %s"
        .formatted(
            FileDigest.of(file.csv().input().path()),
            people.riders(),
            people.drivers(),
            options.zone().getId());
  }

  private void load(HistoryRun run, TripPlan plan, StandIns people, ArrayNode reports)
      throws SQLException, InterruptedException {
    var findings = plan.findings();
    try (var history = new RecordedHistory(source(findings.file(), people), plan)) {
      var loaded = run.load(history, plan.records());
      if (json) {
        reports.add(
            TripFileViews.IMPORTED.json(findings).setAll(HistoryReport.LOADED.json(loaded)));
      } else {
        HistoryReport.print(loaded, out());
      }
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
