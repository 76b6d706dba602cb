package farestream.view;

import farestream.replay.LedgerWait;
import farestream.replay.ReplayResult;
import farestream.simulate.CityComparison;

/// Views of what a replay or a simulation did, and of what arrived in the ledger.
public final class ReplayViews {
  private static final View<LedgerWait.Outcome> ARRIVED =
      View.<LedgerWait.Outcome>empty()
          .column("in the ledger", "inLedger", LedgerWait.Outcome::inLedger)
          .column("quarantined", LedgerWait.Outcome::quarantined)
          .column("missing", LedgerWait.Outcome::missing)
          .detail("differing", LedgerWait.Outcome::differing)
          .detail("postgresqlTotal", LedgerWait.Outcome::inLedgerTotal)
          .detail("quarantinedTotal", LedgerWait.Outcome::quarantinedTotal);

  /// A replay with what arrived of it.
  public record ReplayComparison(ReplayResult result, LedgerWait.Outcome arrived) {

    public boolean agrees() {
      return arrived.agreesWith(result.trips(), result.total());
    }
  }

  public static final View<ReplayComparison> REPLAY =
      View.<ReplayComparison>empty()
          .column("read", replay -> replay.result().read())
          .column("refused", replay -> replay.result().refused())
          .column("completed", replay -> replay.result().completed())
          .column("completed before", replay -> replay.result().completedBefore())
          .with(ARRIVED, ReplayComparison::arrived)
          .detail("dynamodbTotal", replay -> replay.result().total())
          .detail("agree", ReplayComparison::agrees);

  public static final View<CityComparison> SIMULATION =
      View.<CityComparison>empty()
          .detail("completed", CityComparison::completed)
          .detail("cancelled", CityComparison::cancelled)
          .detail("unfinished", CityComparison::unfinished)
          .with(ARRIVED, CityComparison::arrived)
          .detail("dynamodbTotal", CityComparison::total)
          .detail("agree", CityComparison::agrees);

  private ReplayViews() {}
}
