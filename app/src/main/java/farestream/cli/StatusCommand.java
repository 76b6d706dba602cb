package farestream.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.Config;
import farestream.booking.TableSetup;
import farestream.ledger.LedgerStatus;
import farestream.worker.Backlog;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
    header = "Shows what runs where, what is waiting, recorded and billed.",
    footer = {"", "Example:", "  ./farestream status --json"})
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
      requireTable();
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

  /// Else a table that is gone, or whose stream is off, would only be one of which nothing waits.
  private void requireTable() {
    try (var client = config.dynamoDb()) {
      TableSetup.requireReady(client, config.tripsTableName());
    }
  }

  private void print(String dynamoDb, LedgerStatus ledger, Backlog backlog) {
    var out = spec.commandLine().getOut();
    out.printf("DynamoDB    %s, table %s%n", dynamoDb, config.tripsTableName());
    out.printf("PostgreSQL  %s, version %s%n", config.postgres(), ledger.serverVersion());
    out.printf(
        "worker      %s%n",
        ledger.workerIsActive() ? "reading the stream" : "none: start ./farestream up, or worker");
    out.printf("stream      %s%n", waiting(backlog));
    if (ledger.gaps() > 0) {
      out.printf(
          "GAPS        %d: the stream dropped records before they were read; what is missing is found"
              + " by ./farestream reconcile --repair%n",
          ledger.gaps());
    }
    out.printf(
        "trips       %d recorded, %s in all; %s%n",
        ledger.trips(),
        inCents(ledger.tripsTotal()).toPlainString(),
        Counted.of(ledger.amendments(), "amendment"));
    out.printf("quarantine  %s%n", Counted.of(ledger.quarantined(), "record"));
    out.printf(
        "billing     %s, %s in no cycle yet, %s%n",
        ledger.lastCycle() == 0 ? "no cycle closed" : "cycle " + ledger.lastCycle() + " closed",
        Counted.of(ledger.unbilledTrips(), "trip"),
        unpaid(ledger));
  }

  private static String unpaid(LedgerStatus ledger) {
    return ledger.unpaidBills() == 0
        ? "no bill unpaid"
        : "%s unpaid, %s in all"
            .formatted(
                Counted.of(ledger.unpaidBills(), "bill"),
                inCents(ledger.unpaidTotal()).toPlainString());
  }

  /// The sum of no amounts comes without decimals.
  private static BigDecimal inCents(BigDecimal total) {
    return total.setScale(2, RoundingMode.UNNECESSARY);
  }

  private static String waiting(Backlog backlog) {
    return backlog
        .oldest()
        .map(
            oldest ->
                "%s%s waiting, the oldest for %d s"
                    .formatted(
                        backlog.more() ? "at least " : "",
                        Counted.of(backlog.records(), "record"),
                        age(oldest)))
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
    status.put("tripsTotal", inCents(ledger.tripsTotal()));
    status.put("amendments", ledger.amendments());
    status.put("quarantined", ledger.quarantined());
    status.put("gaps", ledger.gaps());
    status.put("unbilledTrips", ledger.unbilledTrips());
    status.put("lastCycle", ledger.lastCycle());
    status.put("unpaidBills", ledger.unpaidBills());
    status.put("unpaidTotal", inCents(ledger.unpaidTotal()));
    spec.commandLine().getOut().println(status.toPrettyString());
  }
}
