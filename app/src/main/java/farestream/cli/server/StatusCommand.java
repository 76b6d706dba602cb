package farestream.cli.server;

import farestream.billing.Holds;
import farestream.billing.MoneyGate;
import farestream.booking.TableSetup;
import farestream.cli.console.Plural;
import farestream.cli.console.UnavailableParts;
import farestream.cli.notice.DriverNumbers;
import farestream.cli.notice.HoldText;
import farestream.config.Config;
import farestream.database.SchemaMismatch;
import farestream.payout.BlockedAccounts;
import farestream.sink.LedgerStatus;
import farestream.trip.TripKey;
import farestream.view.CycleViews;
import farestream.view.StatusViews;
import farestream.view.View;
import farestream.worker.Backlog;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream status`
@Command(
    name = "status",
    header = "Shows servers, backlog, and what is recorded and billed.",
    description =
        "If DynamoDB or PostgreSQL can't be reached, the rest is shown and the exit status is 4.",
    footer = {"", "Example:", "  ./farestream status --json"})
public final class StatusCommand implements Callable<Integer> {
  private static final TripKey NONE = new TripKey("nobody", "none");

  /// What could be read.
  private record Status(
      Config config,
      boolean hasTable,
      Optional<LedgerStatus> ledger,
      Optional<Backlog> backlog,
      Optional<List<Long>> blockedDrivers,
      Optional<Holds> held) {}

  private static final View<Status> STATUS =
      View.<Status>empty()
          .detail("dynamodb", status -> endpoint(status.config()))
          .detail("table", status -> status.config().tripsTableName())
          .detail("tableIsReady", Status::hasTable)
          .detail("postgresql", status -> status.config().postgres())
          .detail("postgresqlIsReady", status -> status.ledger().isPresent())
          .optional(StatusViews.BACKLOG, Status::backlog)
          .optional(StatusViews.LEDGER, Status::ledger)
          .optional("blockedDrivers", Status::blockedDrivers)
          .optional(CycleViews.HOLDS, Status::held);

  private final Config config;
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON. Default: text.")
  private boolean json;

  StatusCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws InterruptedException {
    // With a missing or wrong setting there is nothing to show, so this may fail.
    var postgres = config.postgres();
    var unavailable = new UnavailableParts(spec.commandLine());
    var dynamoDb = unavailable.read(this::requireTable);
    var ledger = Optional.<LedgerStatus>empty();
    var held = Optional.<Holds>empty();
    var backlog = Optional.<Backlog>empty();
    try (var connection = postgres.checkedDataSource().getConnection()) {
      ledger = Optional.of(LedgerStatus.of(connection));
      held = Optional.of(MoneyGate.held(connection));
      if (dynamoDb.isPresent()) {
        backlog = unavailable.read(() -> Backlog.of(config.tripStreams(), connection));
      }
    } catch (SQLException | SchemaMismatch failure) {
      unavailable.add(failure);
    }
    if (json) {
      var blocked = ledger.map(_ -> blockedDrivers());
      var status = new Status(config, dynamoDb.isPresent(), ledger, backlog, blocked, held);
      spec.commandLine().getOut().println(STATUS.json(status).toPrettyString());
    } else {
      print(dynamoDb.isPresent(), ledger, backlog);
      held.ifPresent(holds -> HoldText.print(holds, spec.commandLine().getOut()));
    }
    return unavailable.report();
  }

  /// Checks that the table exists and its stream is on. Otherwise the status would show a missing
  /// table as one without a backlog.
  ///
  /// @return the table's name
  private String requireTable() {
    // Reads any key, which fails if the table can't be reached or doesn't exist.
    var _ = config.tripsTable().find(NONE);
    if (!config.tripStreams().isOn()) {
      try (var client = config.dynamoDb()) {
        TableSetup.requireReady(client, config.tripsTableName());
      }
    }
    return config.tripsTableName();
  }

  private void print(boolean hasTable, Optional<LedgerStatus> ledger, Optional<Backlog> backlog) {
    var out = spec.commandLine().getOut();
    out.printf(
        "DynamoDB    %s, table %s%s%n",
        endpoint(config), config.tripsTableName(), hasTable ? "" : ": see below");
    out.printf(
        "PostgreSQL  %s%s%n",
        config.postgres(),
        ledger.map(known -> ", version " + known.serverVersion()).orElse(": see below"));
    ledger.ifPresent(
        known ->
            out.printf(
                "worker      %s%n",
                known.workerIsActive()
                    ? "reading the stream"
                    : "none: start ./farestream up or ./farestream worker"));
    out.printf("stream      %s%n", backlog.map(StatusCommand::waiting).orElse("unknown"));
    ledger.ifPresent(
        known -> {
          print(known, out);
          printBlocked(out);
        });
  }

  private static void print(LedgerStatus ledger, PrintWriter out) {
    if (ledger.gaps() > 0) {
      out.printf(
          "GAPS        %d: the stream trimmed records before they were read; to record the missing"
              + " trips, run ./farestream reconcile --repair%n",
          ledger.gaps());
    }
    out.printf(
        "trips       %d recorded, %s in all; %s%n",
        ledger.trips(),
        StatusViews.inCents(ledger.tripsTotal()).toPlainString(),
        Plural.of(ledger.amendments(), "amendment"));
    if (ledger.historyTrips() > 0) {
      out.printf(
          "imported    %s, %s in all when imported%n",
          Plural.of(ledger.historyTrips(), "trip"),
          StatusViews.inCents(ledger.historyTotal()).toPlainString());
    }
    if (ledger.unsentHistory() > 0) {
      out.println(
          "IMPORT      interrupted, not all trips are in DynamoDB: run the same ./farestream history"
              + " command again");
    }
    out.printf("quarantine  %s%n", Plural.of(ledger.quarantined(), "record"));
    out.printf(
        "billing     %s, %s in no cycle yet, %s%n",
        lastCycle(ledger), Plural.of(ledger.unbilledTrips(), "trip"), unpaid(ledger));
    if (ledger.submittedPayments() > 0) {
      out.printf(
          "bank        %s without an answer, %s in all%n",
          Plural.of(ledger.submittedPayments(), "payment"),
          StatusViews.inCents(ledger.submittedTotal()).toPlainString());
    }
    if (ledger.duplicatePayments() > 0) {
      out.printf(
          "PAID TWICE  %s, %s in all, owed by the drivers: ./farestream payment list --status"
              + " duplicate%n",
          Plural.of(ledger.duplicatePayments(), "payment"),
          StatusViews.inCents(ledger.duplicateTotal()).toPlainString());
    }
    if (ledger.bankFileIsUnfinished()) {
      out.println(
          "bank        a file is unfinished: run the same ./farestream pay --bank-file FILE again");
    }
  }

  private void printBlocked(PrintWriter out) {
    var blocked = blockedDrivers();
    if (!blocked.isEmpty()) {
      out.printf(
          "BLOCKED     the bank can't pay the accounts of %s: to set another, run ./farestream"
              + " bank-account set --driver-id N%n",
          DriverNumbers.of(blocked));
    }
  }

  private List<Long> blockedDrivers() {
    return new BlockedAccounts(config.ledger())
        .list().stream().map(BlockedAccounts.Blocked::driverId).toList();
  }

  private static String lastCycle(LedgerStatus ledger) {
    if (ledger.lastCycle() == 0) {
      return "no cycle closed";
    }
    return "cycle %d %s"
        .formatted(ledger.lastCycle(), ledger.lastIsProposed() ? "waiting for approval" : "closed");
  }

  private static String endpoint(Config config) {
    return config.dynamoDbEndpoint().orElse("AWS");
  }

  private static String unpaid(LedgerStatus ledger) {
    return ledger.unpaidBills() == 0
        ? "no unpaid bills"
        : "%s unpaid, %s in all"
            .formatted(
                Plural.of(ledger.unpaidBills(), "bill"),
                StatusViews.inCents(ledger.unpaidTotal()).toPlainString());
  }

  private static String waiting(Backlog backlog) {
    return backlog
        .oldest()
        .map(
            oldest ->
                "%s%s waiting, the oldest for %d s"
                    .formatted(
                        backlog.more() ? "at least " : "",
                        Plural.of(backlog.records(), "record"),
                        StatusViews.age(oldest)))
        .orElse("nothing waiting");
  }
}
