package farestream.cli.reconcile;

import farestream.cli.console.ExitStatus;
import farestream.cli.console.Plural;
import farestream.cli.console.Progress;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.reconcile.ComparisonTotals;
import farestream.reconcile.Reconciliation;
import farestream.reconcile.RetryPolicy;
import farestream.reconcile.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream reconcile`
@Command(
    name = "reconcile",
    header = "Compares DynamoDB with PostgreSQL, and repairs differences.",
    description = {
      "Compares all completed trips in DynamoDB with the ledger, in both directions and field by field."
          + " It can run concurrently with bookings and a worker: trips whose records are still in the"
          + " stream, or whose import was interrupted, are waiting and not counted as different.",
      "",
      "The exit status is 0 if both sides are equal and 3 if not. Trips that are waiting, dropped from"
          + " quarantine or recorded as removed are listed as explained and count as equal."
    },
    footer = {"", "Example:", "  ./farestream reconcile --repair"})
public final class ReconcileCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--repair",
      description =
          "Repair the ledger: record or amend trips that are missing or different, record removals from"
              + " DynamoDB, and quarantine items that can't be recorded. If both sides are then equal,"
              + " gaps of the stream are marked as healed. Default: only compare.")
  private boolean repair;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "Maximum rate at which the table is read, in read capacity units per second (4 KB"
              + " each). A DynamoDB on this machine is read without a limit. Default:"
              + " ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--json",
      description = "Print JSON, with every trip that isn't equal. Default: text.")
  private boolean json;

  ReconcileCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException, InterruptedException {
    if (rate < 1) {
      throw new ParameterException(spec.commandLine(), "--rate must be above 0");
    }
    try (var connection = config.ledger().getConnection()) {
      var reconciliation =
          new Reconciliation(connection, config.dynamoDbSide(rate), RetryPolicy.USUAL);
      var report = ReconcileReport.of(json, spec.commandLine().getOut());
      var comparison = compare(reconciliation);
      report.compared(comparison, reconciliation);
      if (repair) {
        var repaired = reconciliation.repair(comparison);
        report.repaired(repaired, reconciliation);
        comparison = repaired.after();
      }
      report.end();
      if (!comparison.isEqual()) {
        throw new Refusal(disagreement(comparison));
      }
    }
    return ExitStatus.DONE;
  }

  private ComparisonTotals compare(Reconciliation reconciliation)
      throws SQLException, InterruptedException {
    var size = config.tripsTable().roughSize();
    try (var progress = new Progress("comparing", size, spec.commandLine().getErr())) {
      return reconciliation.compare(progress::at);
    }
  }

  private static String disagreement(ComparisonTotals comparison) {
    var quarantined = comparison.of(Verdict.QUARANTINED).trips();
    var repairable = comparison.faults() - quarantined;
    var remedies = new ArrayList<String>();
    if (repairable > 0) {
      remedies.add(
          "to repair %s, run ./farestream reconcile --repair"
              .formatted(quarantined == 0 ? "all of them" : repairable + " of them"));
    }
    if (quarantined > 0) {
      remedies.add("%d in quarantine, see ./farestream quarantine list".formatted(quarantined));
    }
    return "DynamoDB and the ledger differ: %s; %s"
        .formatted(Plural.of(comparison.faults(), "trip"), String.join("; ", remedies));
  }
}
