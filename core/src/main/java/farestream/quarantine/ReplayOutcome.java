package farestream.quarantine;

/// What became of a record in quarantine that was offered to the ledger again.
public sealed interface ReplayOutcome {

  /// The trip has its row now.
  record Recorded() implements ReplayOutcome {}

  /// The trip's row was replaced, the former kept as history.
  record Amended() implements ReplayOutcome {}

  /// The ledger has the trip so already, or from a later record: nothing is left to do.
  record Superseded() implements ReplayOutcome {}

  /// It stays open, with the reason as it is now: every fault, one per line.
  record StillRefused(String reason) implements ReplayOutcome {}

  /// The item is no completed trip, so there is nothing to record. It stays open until a later
  /// record of the trip is in the ledger or somebody drops it.
  record NotCompleted() implements ReplayOutcome {}

  /// It was replayed or dropped before, and stays so.
  record ResolvedBefore(Resolution how) implements ReplayOutcome {}

  /// Whether the record still waits for somebody.
  default boolean staysOpen() {
    return switch (this) {
      case StillRefused _, NotCompleted _ -> true;
      case Recorded _, Amended _, Superseded _, ResolvedBefore _ -> false;
    };
  }
}
