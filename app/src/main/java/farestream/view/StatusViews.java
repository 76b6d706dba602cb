package farestream.view;

import farestream.sink.LedgerStatus;
import farestream.worker.Backlog;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/// Views of an instance's status.
public final class StatusViews {
  public static final View<Backlog> BACKLOG =
      View.<Backlog>empty()
          .detail("waitingRecords", Backlog::records)
          .detail("moreAreWaiting", Backlog::more)
          .detail(
              "oldestWaitingSeconds", backlog -> backlog.oldest().map(StatusViews::age).orElse(0L));

  public static final View<LedgerStatus> LEDGER =
      View.<LedgerStatus>empty()
          .detail("postgresqlVersion", LedgerStatus::serverVersion)
          .detail("workerIsActive", LedgerStatus::workerIsActive)
          .detail("trips", LedgerStatus::trips)
          .detail("tripsTotal", ledger -> inCents(ledger.tripsTotal()))
          .detail("historyTrips", LedgerStatus::historyTrips)
          .detail("historyTotal", ledger -> inCents(ledger.historyTotal()))
          .detail("historyIsInDynamoDb", ledger -> ledger.unsentHistory() == 0)
          .detail("amendments", LedgerStatus::amendments)
          .detail("quarantined", LedgerStatus::quarantined)
          .detail("gaps", LedgerStatus::gaps)
          .detail("unbilledTrips", LedgerStatus::unbilledTrips)
          .detail("lastCycle", LedgerStatus::lastCycle)
          .detail("lastIsProposed", LedgerStatus::lastIsProposed)
          .detail("unpaidBills", LedgerStatus::unpaidBills)
          .detail("unpaidTotal", ledger -> inCents(ledger.unpaidTotal()))
          .detail("submittedPayments", LedgerStatus::submittedPayments)
          .detail("submittedTotal", ledger -> inCents(ledger.submittedTotal()))
          .detail("duplicatePayments", LedgerStatus::duplicatePayments)
          .detail("duplicateTotal", ledger -> inCents(ledger.duplicateTotal()))
          .detail("bankFileIsUnfinished", LedgerStatus::bankFileIsUnfinished);

  private StatusViews() {}

  /// Returns the total with two decimals. PostgreSQL returns the sum of no rows without decimals.
  public static BigDecimal inCents(BigDecimal total) {
    return total.setScale(2, RoundingMode.UNNECESSARY);
  }

  /// Returns the age of a record in whole seconds, at least 0.
  public static long age(Instant oldest) {
    return Math.max(0, Duration.between(oldest, Instant.now()).toSeconds());
  }
}
