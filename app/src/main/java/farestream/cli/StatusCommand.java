package farestream.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.Config;
import farestream.ledger.LedgerStatus;
import farestream.worker.Backlog;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream status`
@Command(
    name = "status",
    description = "What runs where, what the stream still holds, and what the ledger has.",
    footer = {"", "Example:", "  farestream status --json"})
public final class StatusCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  public StatusCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    var dynamoDb = config.dynamoDbEndpoint().orElse("AWS");
    try (var connection = config.ledger().getConnection()) {
      var ledger = LedgerStatus.of(connection);
      var backlog = Backlog.of(config.tripStreams(), connection);
      if (json) {
        printJson(dynamoDb, ledger, backlog);
      } else {
        print(dynamoDb, ledger, backlog);
      }
    }
    return ExitStatus.DONE;
  }

  private void print(String dynamoDb, LedgerStatus ledger, Backlog backlog) {
    var out = spec.commandLine().getOut();
    out.printf("DynamoDB    %s, table %s%n", dynamoDb, config.tripsTableName());
    out.printf("PostgreSQL  %s, version %s%n", config.postgres(), ledger.serverVersion());
    out.printf(
        "worker      %s%n",
        ledger.workerIsActive() ? "reading the stream" : "none: start farestream up or worker");
    out.printf("stream      %s%n", waiting(backlog));
    if (ledger.gaps() > 0) {
      out.printf(
          "GAPS        %d: the stream dropped records before they were read; what is missing is found"
              + " by farestream reconcile --repair%n",
          ledger.gaps());
    }
    out.printf(
        "trips       %d recorded, in all %s; %d amendment(s)%n",
        ledger.trips(), ledger.tripsTotal(), ledger.amendments());
    out.printf("quarantine  %d record(s)%n", ledger.quarantined());
    out.printf(
        "billing     %s, %d trip(s) in no cycle yet, %d bill(s) of %s unpaid%n",
        ledger.lastCycle() == 0 ? "no cycle closed" : "cycle " + ledger.lastCycle() + " closed",
        ledger.unbilledTrips(),
        ledger.unpaidBills(),
        ledger.unpaidTotal());
  }

  private static String waiting(Backlog backlog) {
    return backlog
        .oldest()
        .map(
            oldest ->
                "%d%s record(s) waiting, the oldest for %d s"
                    .formatted(backlog.records(), backlog.more() ? "+" : "", age(oldest)))
        .orElse("nothing waiting");
  }

  private static long age(Instant oldest) {
    return Math.max(0, Duration.between(oldest, Instant.now()).toSeconds());
  }

  private void printJson(String dynamoDb, LedgerStatus ledger, Backlog backlog) {
    var status = JsonNodeFactory.instance.objectNode();
    status.put("dynamodb", dynamoDb);
    status.put("table", config.tripsTableName());
    status.put("postgresql", config.postgres().toString());
    status.put("postgresqlVersion", ledger.serverVersion());
    status.put("workerIsActive", ledger.workerIsActive());
    status.put("waitingRecords", backlog.records());
    status.put("moreAreWaiting", backlog.more());
    status.put("oldestWaitingSeconds", backlog.oldest().map(StatusCommand::age).orElse(0L));
    status.put("trips", ledger.trips());
    status.put("tripsTotal", ledger.tripsTotal());
    status.put("amendments", ledger.amendments());
    status.put("quarantined", ledger.quarantined());
    status.put("gaps", ledger.gaps());
    status.put("unbilledTrips", ledger.unbilledTrips());
    status.put("lastCycle", ledger.lastCycle());
    status.put("unpaidBills", ledger.unpaidBills());
    status.put("unpaidTotal", ledger.unpaidTotal());
    spec.commandLine().getOut().println(status.toPrettyString());
  }
}
