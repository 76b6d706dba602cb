package farestream.quarantine;

/// The result of replaying a record in quarantine.
public sealed interface ReplayOutcome {

  /// The trip's row was inserted.
  record Recorded() implements ReplayOutcome {}

  /// The trip's row was updated; its previous version is kept in `trip_history`.
  record Amended() implements ReplayOutcome {}

  /// The row already equals the record or comes from a later one; nothing changed.
  record Superseded() implements ReplayOutcome {}

  /// The record was rejected again and stays open.
  ///
  /// @param reason the current faults, one per line
  record StillRefused(String reason) implements ReplayOutcome {}

  /// The item isn't a completed trip, so nothing was recorded. The record stays open until a later
  /// record of the trip is in the ledger or an operator drops it.
  record NotCompleted() implements ReplayOutcome {}

  /// The record was replayed or dropped before; that resolution is unchanged.
  record ResolvedBefore(Resolution how) implements ReplayOutcome {}

  /// Returns whether the record still needs an operator.
  default boolean staysOpen() {
    return switch (this) {
      case StillRefused _, NotCompleted _ -> true;
      case Recorded _, Amended _, Superseded _, ResolvedBefore _ -> false;
    };
  }
}
