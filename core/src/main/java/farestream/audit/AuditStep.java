package farestream.audit;

import java.util.List;

/// The steps, in the order in which one rests on those before it: the first that finds something
/// has, as a rule, found the cause, and what later ones say may follow from it.
///
/// A check is a query for what is not as it should be: `place` and `number` say what comes first,
/// `what` is in words, `rows` an object of their keys by table, `figure` is what of them, as it
/// is `found` and as it is `expected`.
public enum AuditStep {
  /// What rows refer to is there.
  ROWS,
  /// Cycles and the terms of their bills.
  CYCLES,
  /// Completed trips that no bill has.
  TRIPS,
  /// Lines against their trips.
  LINES,
  /// Lines and adjustments against trips that changed.
  ADJUSTMENTS,
  /// Lines and adjustments against what held their trips.
  HOLDS,
  /// Bills against lines, adjustments and the bill before.
  BILLS,
  /// Payments against bills, events and bank files.
  PAYMENTS,
  /// Entries against bills and payments; the chain.
  JOURNAL,
  /// Rows against their digests in the chain.
  SEALS,
  /// Accounts against what is open.
  BALANCES,
  /// Bills by hand, whose maker may have had reasons, against trips.
  BY_HAND;

  List<String> checks() {
    return switch (this) {
      case ROWS -> RowsStep.checks();
      case CYCLES -> CyclesStep.checks();
      case TRIPS -> TripsStep.checks();
      case LINES -> LinesStep.checks();
      case ADJUSTMENTS -> AdjustmentsStep.checks();
      case HOLDS -> HoldsStep.checks();
      case BILLS -> BillsStep.checks();
      case PAYMENTS -> PaymentsStep.checks();
      case JOURNAL -> JournalStep.checks();
      case SEALS -> SealsStep.checks();
      case BALANCES -> BalancesStep.checks();
      case BY_HAND -> BillsStep.byHand();
    };
  }
}
