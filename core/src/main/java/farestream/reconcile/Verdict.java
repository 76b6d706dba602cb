package farestream.reconcile;

import java.util.Locale;

/// The result of comparing one trip.
public enum Verdict {
  /// Row and item are equal.
  EQUAL(false, "equal"),
  /// A record of the trip is pending in the stream, or its row changed in every attempt.
  WAITING(false, "waiting in the stream"),
  /// The trip was imported, and its item hasn't been sent to DynamoDB yet.
  UNSENT(false, "imported, not in DynamoDB yet"),
  /// The item was deleted after completion, and the deletion is recorded.
  REMOVED(false, "removed from DynamoDB, noted"),
  /// The item is invalid, and an operator has dropped its record from quarantine.
  DROPPED(false, "dropped from quarantine"),
  /// The item is invalid, and its record is open in quarantine.
  QUARANTINED(true, "in quarantine"),
  /// There is an item and no row.
  MISSING_IN_LEDGER(true, "missing in PostgreSQL"),
  /// There is a row, no item and no recorded deletion.
  MISSING_IN_DYNAMODB(true, "missing in DynamoDB"),
  /// Row and item differ.
  DIFFERENT(true, "different");

  private final boolean fault;
  private final String words;

  Verdict(boolean fault, String words) {
    this.fault = fault;
    this.words = words;
  }

  /// Returns whether the verdict makes the comparison fail.
  public boolean isFault() {
    return fault;
  }

  /// Returns the label for output.
  public String words() {
    return words;
  }

  /// Returns the value in the temporary table and in JSON.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Verdict of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
