package farestream.statement;

import farestream.money.Money;
import java.time.Instant;
import java.util.Optional;

/// A payment of a bill in any state.
///
/// @param id the id in `payment`
/// @param state `pending`, `submitted`, `completed`, `failed`, `returned` or `duplicate`
/// @param since when the payment entered that state
/// @param reason the bank's reason; empty if the state has none
/// @param transfer empty if the payment is in no bank file
public record Payment(
    long id,
    Money amount,
    Instant date,
    String state,
    Instant since,
    Optional<String> reason,
    Optional<Transfer> transfer) {

  /// The data that identifies a payment in a bank file.
  ///
  /// @param messageId the id of the bank file
  /// @param accountEnd the last four characters of the account, or none if it has fewer than
  ///     eight. The rest is never read from the database.
  public record Transfer(String endToEndId, String messageId, String accountEnd) {}

  /// Returns whether the payment pays or may yet pay the bill. A duplicate doesn't count, because
  /// the driver owes it.
  public boolean counts() {
    return !state.equals("failed") && !state.equals("returned") && !state.equals("duplicate");
  }
}
