package farestream.audit;

import java.util.List;

/// The steps of an audit. Each step relies on those before it, so the first step with a
/// difference usually shows the cause, and the differences of later steps may follow from it.
///
/// A step consists of checks. A check is a query that returns the rows that are wrong: `sort_key`
/// and `number` order them, `what` describes the error, `rows` is a JSON object of primary keys by
/// table, `figure` names the wrong value (usually a column), and `found` and `expected` are its
/// stored and its recomputed value.
public enum AuditStep {
  /// Every reference from row to row resolves.
  ROWS,
  /// Cycles are contiguous, and their bills have their terms.
  CYCLES,
  /// No completed trip is left unbilled.
  TRIPS,
  /// Lines equal their trips.
  LINES,
  /// Lines and adjustments of amended trips add up to the trips.
  ADJUSTMENTS,
  /// No held trip was billed or adjusted.
  HOLDS,
  /// Bills equal their lines, adjustments and the balance of the driver's previous bill.
  BILLS,
  /// Payments match their bills, events and bank files.
  PAYMENTS,
  /// Journal entries match bills and payments, and the hash chain is intact.
  JOURNAL,
  /// Rows match their digests in the chain.
  SEALS,
  /// Account balances equal what bills and payments leave open.
  BALANCES,
  /// Manual bills equal the trips of their periods. A difference may be intended.
  MANUAL;

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
      case MANUAL -> BillsStep.manual();
    };
  }
}
