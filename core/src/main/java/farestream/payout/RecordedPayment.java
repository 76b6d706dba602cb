package farestream.payout;

import farestream.money.Money;
import java.time.Instant;
import java.util.Optional;

/// A payment in its present state.
///
/// @param id the id in `payment`
/// @param cycle the cycle number on the payment; may be empty for a manual payment
/// @param status `pending`, `submitted`, `completed`, `failed`, `returned` or
///     `duplicate`
/// @param statusAt the time at which the payment entered that status
/// @param actor who caused the last change of status
/// @param madeBy `farestream`, or `manual` for a manual payment
/// @param messageId the id of its batch; empty if it is in no bank file
public record RecordedPayment(
    long id,
    long billId,
    long driverId,
    Optional<Integer> cycle,
    Money amount,
    String status,
    Instant statusAt,
    Optional<String> statusReason,
    String actor,
    String madeBy,
    Optional<String> messageId,
    Optional<String> endToEndId) {

  /// A change of a payment's status.
  ///
  /// @param previous the previous status; empty for the first
  /// @param actor who caused the change
  public record Event(
      Instant happenedAt,
      Optional<String> previous,
      String status,
      Optional<String> reason,
      String actor) {}
}
