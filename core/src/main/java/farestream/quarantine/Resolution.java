package farestream.quarantine;

import java.time.Instant;

/// The final resolution of a record in quarantine.
///
/// @param reason the outcome of a replay (`recorded`, `amended` or `superseded`), or the operator's
///     reason for a drop
/// @param actor who resolved it, as the database recorded it
public record Resolution(Instant at, Kind kind, String reason, String actor) {

  /// The value of the column `resolution`.
  public enum Kind {
    REPLAYED("replayed"),
    DROPPED("dropped");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    static Kind of(String text) {
      return text.equals(DROPPED.text) ? DROPPED : REPLAYED;
    }
  }
}
