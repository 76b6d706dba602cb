package farestream.cli.reconcile;

import farestream.booking.ReadRate;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.Plural;
import farestream.cli.console.Progress;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.reconcile.Comparison;
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
    header = "Compares DynamoDB with PostgreSQL, both ways.",
    description = {
      "Compares all completed trips in DynamoDB with the ledger, both ways and field by field. May run"
          + " beside bookings and a worker: what the stream still holds is waiting, not wrong, and so is a history"
          + " that was interrupted.",
      "",
      "Exit status 0 if both sides are equal, 3 if not. What is waiting, dropped from quarantine or"
          + " noted as removed is explained and counts as equal."
    },
    footer = {"", "Example:", "  ./farestream reconcile --repair"})
public final class ReconcileCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--repair",
      description =
          "Put right what is missing or different, note what is gone from DynamoDB, quarantine what"
              + " can't be recorded. Heals gaps of the stream if both sides are equal then.")
  private boolean repair;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "Read capacity units a second that the table may be read with, one for 4 KB;"
              + " ${DEFAULT-VALUE} if not given.")
  private int rate;

  @Option(names = "--json", description = "Print the report as JSON, with every trip not equal.")
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
          new Reconciliation(connection, config.dynamoDbSide(ReadRate.of(rate)), RetryPolicy.USUAL);
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

  private Comparison compare(Reconciliation reconciliation)
      throws SQLException, InterruptedException {
    var size = config.tripsTable().roughSize();
    try (var progress = new Progress("comparing", size, spec.commandLine().getErr())) {
      return reconciliation.compare(progress::at);
    }
  }

  private static String disagreement(Comparison comparison) {
    var quarantined = comparison.of(Verdict.QUARANTINED).trips();
    var repairable = comparison.faults() - quarantined;
    var ways = new ArrayList<String>();
    if (repairable > 0) {
      ways.add(
          "./farestream reconcile --repair puts right %s"
              .formatted(quarantined == 0 ? "all of them" : repairable + " of them"));
    }
    if (quarantined > 0) {
      ways.add("in quarantine: %d; ./farestream quarantine list tells why".formatted(quarantined));
    }
    return "not the same on both sides: %s; %s"
        .formatted(Plural.of(comparison.faults(), "trip"), String.join("; ", ways));
  }
}
