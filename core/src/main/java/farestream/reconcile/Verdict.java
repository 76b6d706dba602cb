package farestream.reconcile;

import java.util.Locale;

/// What the comparison says of one trip.
public enum Verdict {
  /// The row is what the item says.
  EQUAL(false, false, "equal"),
  /// The stream still holds a record of it, or its row changed at every look.
  WAITING(false, false, "waiting in the stream"),
  /// It came in bulk, and who loaded it hasn't written its item yet.
  UNSENT(false, false, "history not in DynamoDB yet"),
  /// The item was removed after completion, and that is noted.
  REMOVED(false, false, "removed from DynamoDB, noted"),
  /// It can't be recorded as it stands, and somebody has dropped it for a reason.
  DROPPED(false, false, "dropped from quarantine"),
  /// It can't be recorded as it stands, and waits in quarantine for somebody.
  QUARANTINED(true, false, "in quarantine"),
  /// There is an item and no row.
  MISSING_IN_LEDGER(true, true, "missing in PostgreSQL"),
  /// There is a row and no item, and nobody has noted a removal.
  MISSING_IN_DYNAMODB(true, true, "missing in DynamoDB"),
  /// The row is not what the item says.
  DIFFERENT(true, true, "different");

  private final boolean fault;
  private final boolean repairable;
  private final String words;

  Verdict(boolean fault, boolean repairable, String words) {
    this.fault = fault;
    this.repairable = repairable;
    this.words = words;
  }

  /// Whether the sides are not equal because of it.
  public boolean isFault() {
    return fault;
  }

  /// Whether a repair has something to do.
  boolean isRepairable() {
    return repairable;
  }

  /// For people.
  public String words() {
    return words;
  }

  /// As it stands in the temporary table.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Verdict of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
