package farestream.cli.simulate;

import farestream.cli.console.ExitStatus;
import farestream.cli.console.Plural;
import farestream.cli.console.Progress;
import farestream.cli.tripfile.RecordsOptions;
import farestream.cli.tripfile.TripFileOptions;
import farestream.config.Config;
import farestream.csv.OpenFiles;
import farestream.failure.Refusal;
import farestream.replay.LedgerWait;
import farestream.replay.Replay;
import farestream.replay.ReplayResult;
import farestream.tlc.StandIns;
import farestream.tlc.TripPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream replay`
@Command(
    name = "replay",
    header = "Books, accepts and completes real trips.",
    description =
        "Replays trip records, waits until they are in the ledger, and compares DynamoDB with it. The"
            + " records don't name riders and drivers, so these are derived from each record: the same"
            + " file with the same --riders and --zone books no trip twice, and an interrupted replay"
            + " resumes.",
    footer = {"", "Example:", "  ./farestream replay samples/trips-2019-03.csv --json"})
public final class ReplayCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = TripFileOptions.FILE)
  private Path file;

  @Mixin private TripFileOptions fileOptions = new TripFileOptions();

  @Mixin private RecordsOptions options = new RecordsOptions();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to wait for the ledger without progress. Default: ${DEFAULT-VALUE}.")
  private int waitSeconds;

  @Option(names = "--json", description = "Print the report as JSON. Default: text.")
  private boolean json;

  ReplayCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException, InterruptedException {
    var people = options.people(spec.commandLine());
    if (waitSeconds < 0) {
      throw new ParameterException(spec.commandLine(), "--wait can't be negative");
    }
    fileOptions.check(spec.commandLine(), List.of(file));
    try (var opened = new OpenFiles()) {
      replay(plan(opened, people));
    }
    return ExitStatus.DONE;
  }

  private TripPlan plan(OpenFiles opened, StandIns people) {
    var records = fileOptions.open(file, options.zone(), opened);
    try (var refused = fileOptions.refusedRecords(records)) {
      var plan = TripPlan.of(records, people, refused);
      refused.finish();
      return plan;
    }
  }

  private void replay(TripPlan plan) throws SQLException, InterruptedException {
    try (var report = ReplayReport.of(json, spec.commandLine().getOut())) {
      report.begin(plan.findings());
      fileOptions.require(List.of(plan.findings()), "nothing was written");
      plan.people().insert(config.ledger());
      carry(plan, report);
    }
  }

  private void carry(TripPlan plan, ReplayReport report) throws SQLException, InterruptedException {
    var replayed = replay(plan, report);
    var arrived = await(plan, replayed);
    report.end(replayed, arrived);
    if (!arrived.agreesWith(replayed.trips(), replayed.total())) {
      throw new Refusal(disagreement(arrived));
    }
    if (replayed.trips() == 0) {
      throw new Refusal("nothing was written: a different trip has the key of every record");
    }
  }

  private ReplayResult replay(TripPlan plan, ReplayReport report) throws InterruptedException {
    try (var progress = new Progress("replaying", plan.records(), err())) {
      return Replay.run(
          config.tripsTable(),
          plan,
          new Replay.Listener() {
            @Override
            public void refused(long line, String reason) {
              progress.makeRoom();
              report.refused(line, reason);
            }

            @Override
            public void advanced(long done) {
              progress.at(done);
            }
          });
    }
  }

  private LedgerWait.Outcome await(TripPlan plan, ReplayResult replayed)
      throws SQLException, InterruptedException {
    var timeouts = LedgerWait.Timeouts.of(Duration.ofSeconds(waitSeconds));
    try (var progress = new Progress("arrived", replayed.trips(), err())) {
      return LedgerWait.await(config.ledger(), plan, replayed, timeouts, progress::at);
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private static String disagreement(LedgerWait.Outcome arrived) {
    return arrived.missing() > 0
        ? "%s not in the ledger after the wait: check that ./farestream up or a worker is running, and replay again"
            .formatted(Plural.of(arrived.missing(), "trip"))
        : "DynamoDB and the ledger differ: %s with another total in the ledger"
            .formatted(Plural.of(arrived.differing(), "trip"));
  }
}
