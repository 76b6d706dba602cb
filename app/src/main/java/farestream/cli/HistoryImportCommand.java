package farestream.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.Config;
import farestream.history.RecordedHistory;
import farestream.simulate.People;
import farestream.simulate.Refusal;
import farestream.simulate.TlcFile;
import farestream.simulate.TripPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream history import`
@Command(
    name = "import",
    header = "Loads real trips of the past, settled already, straight into both databases.",
    description = {
      "Each record becomes the trip that replay would make of it with the same --riders, --drivers"
          + " and --zone. A trip that is there already is left as it is, whether it was imported"
          + " or driven here. A record that can't be a trip is refused and told of, up to ten of a"
          + " file, and the others are loaded: that is no failure.",
      "",
      "Interrupted, by Ctrl-C or however, the same again goes on where it was and doubles nothing."
    },
    footer = {"", "Example:", "  ./farestream history import samples/trips-2019-03.csv"})
public final class HistoryImportCommand implements Callable<Integer> {
  /// Of a file's records that are refused so many are told of.
  private static final int REFUSALS_SHOWN = 10;

  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "A CSV file of the TLC's trip records of yellow or green cabs, of any month, also gzipped.")
  private List<Path> files = List.of();

  @Mixin private RecordsOptions options = new RecordsOptions();

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  public HistoryImportCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException, InterruptedException {
    var people = options.people(spec.commandLine());
    var opened = files.stream().map(options::open).toList();
    var report = JsonNodeFactory.instance.objectNode();
    try (var run = HistoryRun.begin(config, spec.commandLine().getErr())) {
      people.make(config.ledger());
      for (var file : opened) {
        if (!run.isStopped()) {
          load(run, file, people, report.withArray("files"));
        }
      }
      var sent = run.send();
      if (json) {
        HistoryReport.put(sent, report);
        out().println(report.toPrettyString());
      } else {
        HistoryReport.print(sent, out());
      }
    }
    return ExitStatus.DONE;
  }

  /// What a file's trips follow from: the same file under another name makes the same.
  private String source(TlcFile file, People people) {
    return "%s, %d riders, %d drivers, %s"
        .formatted(
            FileDigest.of(file.path()), people.riders(), people.drivers(), options.zone().getId());
  }

  private void load(HistoryRun run, TlcFile file, People people, ArrayNode reports)
      throws SQLException, InterruptedException {
    var plan = TripPlan.of(file, people);
    var refused = new AtomicLong();
    var report = JsonNodeFactory.instance.objectNode();
    var refusals = report.put("file", file.path().toString()).putArray("refusals");
    if (!json) {
      out().printf("%s: %s%n", file.path(), Counted.of(plan.records(), "record"));
      if (!file.missing().isEmpty()) {
        out().println("not in this file, taken as blank: " + String.join(", ", file.missing()));
      }
    }
    try (var history =
        new RecordedHistory(
            source(file, people),
            plan,
            refusal -> {
              if (refused.incrementAndGet() <= REFUSALS_SHOWN) {
                tell(refusal, refusals);
              }
            })) {
      var loaded = run.load(history, plan.records());
      if (json) {
        report.put("refused", refused.get());
        HistoryReport.put(loaded, report);
        reports.add(report);
      } else {
        if (refused.get() > 0) {
          out().println(Counted.of(refused.get(), "record") + " refused");
        }
        HistoryReport.print(loaded, out());
      }
    }
  }

  private void tell(Refusal refusal, ArrayNode refusals) {
    if (json) {
      refusals.addObject().put("line", refusal.line()).put("reason", refusal.reason());
    } else {
      out().printf("line %d refused: %s%n", refusal.line(), refusal.reason());
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
