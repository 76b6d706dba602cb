package farestream.ledger;

/// What one batch came to, committed.
///
/// @param recorded new rows
/// @param amended rows replaced, the former kept as history
/// @param unchanged redelivered, older, or without a difference
/// @param setAside records that went to quarantine; those that were there already aren't counted
/// @param passedOver changes that were no completed trip
public record Applied(int recorded, int amended, int unchanged, int setAside, int passedOver) {

  public static final Applied NOTHING = new Applied(0, 0, 0, 0, 0);

  public Applied plus(Applied other) {
    return new Applied(
        recorded + other.recorded,
        amended + other.amended,
        unchanged + other.unchanged,
        setAside + other.setAside,
        passedOver + other.passedOver);
  }
}
