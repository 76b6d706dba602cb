package farestream.billing;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Who did what with a cycle, and when.
///
/// @param by as the person was named
/// @param databaseRole whom the database knew to be connected
public record CycleEvent(
    Kind kind, Instant at, String by, String databaseRole, Optional<String> reason) {

  /// What was done.
  public enum Kind {
    /// Closed at once, by one person.
    CLOSED,
    /// Made, for somebody else to look at.
    PROPOSED,
    /// Closed by another person than the one who proposed it.
    APPROVED,
    /// Struck, with all its bills.
    REJECTED;

    /// As it stands in the database.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String RECORD =
      """
      insert into billing_cycle_event (cycle, event, happened_at, by_whom, reason)
      values (:cycle, :event, :at, :by, :reason)
      """;

  static void record(
      Handle handle, int cycle, Kind kind, Instant at, String by, Optional<String> reason) {
    handle
        .createUpdate(RECORD)
        .bind("cycle", cycle)
        .bind("event", kind.toString())
        .bind("at", at)
        .bind("by", by)
        .bind("reason", reason)
        .execute();
  }
}
