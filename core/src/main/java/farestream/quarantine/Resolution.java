package farestream.quarantine;

import java.time.Instant;

/// How a record in quarantine was put right. That is final and stays on record.
///
/// @param reason what became of a record replayed; why somebody dropped one dropped
public record Resolution(Instant at, Kind kind, String reason) {

  /// As the table has it.
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
