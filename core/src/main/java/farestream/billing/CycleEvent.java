package farestream.billing;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// An event of a cycle: what was done, when and by whom.
///
/// @param at when the event was recorded, by the server's clock
/// @param actor who acted, as the database recorded it
/// @param login the login of the database session
/// @param reason why the cycle was rejected; otherwise empty
public record CycleEvent(
    Kind kind, Instant at, String actor, String login, Optional<String> reason) {

  /// The kind of an event.
  public enum Kind {
    /// One person closed the cycle without a proposal.
    CLOSED,
    /// The cycle was created and awaits approval by another person.
    PROPOSED,
    /// A person who neither proposed nor rejected the cycle closed it.
    APPROVED,
    /// The cycle was deleted with all its bills.
    REJECTED;

    /// Returns the value that is stored in the database.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String WAS_PROPOSED =
      """
      select exists (
        select from billing_cycle_event where cycle = :cycle and event = 'proposed')
      """;

  /// Returns whether a cycle with this number was ever proposed. If so, it can be closed only if
  /// another person approves it.
  static boolean wasProposed(Handle handle, int cycle) {
    return handle.createQuery(WAS_PROPOSED).bind("cycle", cycle).mapTo(Boolean.class).one();
  }
}
