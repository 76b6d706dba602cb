package farestream.quarantine;

import java.sql.Connection;
import java.sql.SQLException;

/// Drops a record in quarantine: marks it as resolved without a replay, with the operator's reason.
/// The record stays in the table.
public final class QuarantineDrop {
  public static final int LONGEST_REASON = 1_000;

  private static final String DROP =
      """
      update quarantine set
        resolved_at = now() at time zone 'UTC', resolution = 'dropped', resolution_reason = ?
      where id = ? and is_open(quarantine)
      """;

  /// The result of dropping a record.
  public sealed interface Outcome {
    record Dropped() implements Outcome {}

    /// The record was replayed or dropped before; that resolution is unchanged.
    record ResolvedBefore(Resolution how) implements Outcome {}
  }

  private QuarantineDrop() {}

  /// Drops a record. Runs in the caller's transaction, or in one of its own in auto-commit mode.
  ///
  /// @throws IllegalArgumentException if the reason is blank or longer than [#LONGEST_REASON]
  public static Outcome drop(Connection connection, QuarantinedRecord record, String reason)
      throws SQLException {
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new IllegalArgumentException(
          "a reason has 1 to %d characters".formatted(LONGEST_REASON));
    }
    try (var update = connection.prepareStatement(DROP)) {
      update.setString(1, reason.strip());
      update.setLong(2, record.id());
      if (update.executeUpdate() == 1) {
        return new Outcome.Dropped();
      }
    }
    var now = QuarantinedRecord.find(connection, record.id()).orElseThrow();
    return new Outcome.ResolvedBefore(now.resolution().orElseThrow());
  }
}
