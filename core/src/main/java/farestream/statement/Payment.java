package farestream.statement;

import farestream.money.Money;
import java.time.Instant;
import java.util.Optional;

/// A payment of a bill, or an attempt at one.
///
/// @param id the row's id in `payment`
/// @param state pending, submitted, completed, failed, returned or duplicate
/// @param since when it came to that state
/// @param reason the bank's, for a state that needs one
/// @param transfer empty where it was not paid through a bank file
public record Payment(
    long id,
    Money amount,
    Instant date,
    String state,
    Instant since,
    Optional<String> reason,
    Optional<Transfer> transfer) {

  /// What finds it in the bank's files.
  ///
  /// @param messageId of the bank file
  /// @param accountEnd of the account the last four characters, of a short one none; the rest
  ///     never leaves the database
  public record Transfer(String endToEndId, String messageId, String accountEnd) {}

  /// Whether it is or may yet be the driver's money. A duplicate he has, too, and owes.
  public boolean counts() {
    return !state.equals("failed") && !state.equals("returned") && !state.equals("duplicate");
  }
}
