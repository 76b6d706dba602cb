package farestream.cli.history;

import farestream.cli.console.ExitStatus;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.history.WorkshopHistory;
import farestream.simulate.WorkshopSize;
import farestream.view.View;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream history generate`
@Command(
    name = "generate",
    header = "Generates the past trips that the workshop's databases contain when its lab begins.",
    description = {
      "Generates 100,000 riders and 100,001 drivers, including the lab's twelve people; 128,714 green"
          + " cab trips of January 2016; and for each of the 60,001 drivers with trips a paid bill of"
          + " cycle 1. The same seed generates the same data.",
      "",
      "If it is interrupted, run the same command again: it resumes and duplicates nothing."
    },
    footer = {"", "Example:", "  ./farestream history generate --like workshop --scale 0.1"})
final class HistoryGenerateCommand implements Callable<Integer> {
  private static final View<WorkshopSize> SIZE =
      View.<WorkshopSize>empty()
          .detail("riders", WorkshopSize::riders)
          .detail("drivers", WorkshopSize::drivers)
          .detail("bills", WorkshopSize::bills)
          .detail("payments", WorkshopSize::bills);

  private final Config config;
  @Spec private CommandSpec spec;

  /// The data sets that can be generated.
  enum Model {
    WORKSHOP;

    @Override
    public String toString() {
      return "workshop";
    }
  }

  @Option(
      names = "--like",
      paramLabel = "NAME",
      required = true,
      description = "The data set to generate: ${COMPLETION-CANDIDATES}. Required.")
  private Model like = Model.WORKSHOP;

  @Option(
      names = "--scale",
      paramLabel = "F",
      defaultValue = "1",
      description =
          "The factor by which every number is multiplied, 0.001 to 50. Default: ${DEFAULT-VALUE}.")
  private BigDecimal scale = BigDecimal.ONE;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of the random generator. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", description = "Print the report as JSON. Default: text.")
  private boolean json;

  HistoryGenerateCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException, InterruptedException {
    if (scale.compareTo(WorkshopSize.LEAST) < 0 || scale.compareTo(WorkshopSize.MOST) > 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--scale %s is not between %s and %s"
              .formatted(scale, WorkshopSize.LEAST, WorkshopSize.MOST));
    }
    if (seed < 0) {
      throw new ParameterException(spec.commandLine(), "--seed %d is negative".formatted(seed));
    }
    var size = WorkshopSize.of(scale);
    try (var run = HistoryRun.begin(config, spec.commandLine().getErr());
        var history = new WorkshopHistory(size, seed)) {
      var other = run.loads().anotherOf(WorkshopHistory.KIND, history.source());
      if (other.isPresent()) {
        throw new Refusal(
            "this instance has the generated trips of %s and can't have others: use the same --seed and"
                    .formatted(other.get())
                + " --scale, or a new instance");
      }
      history.insertPeople(config.ledger());
      make(run, history, size);
    }
    return ExitStatus.DONE;
  }

  private void make(HistoryRun run, WorkshopHistory history, WorkshopSize size)
      throws SQLException, InterruptedException {
    var out = spec.commandLine().getOut();
    if (!json) {
      out.printf(
          Locale.ROOT,
          "%s: %,d riders, %,d drivers, %,d trips, %,d bills and payments; seed %d%n",
          like,
          size.riders(),
          size.drivers(),
          size.trips(),
          size.bills(),
          seed);
    }
    var loaded = run.load(history, size.trips());
    if (!json) {
      HistoryReport.print(loaded, out);
    }
    var sent = run.send();
    if (!json) {
      HistoryReport.print(sent, out);
      return;
    }
    var report = SIZE.json(size).put("seed", seed);
    report.setAll(HistoryReport.LOADED.json(loaded));
    report.setAll(HistoryReport.SENT.json(sent));
    out.println(report.toPrettyString());
  }
}
