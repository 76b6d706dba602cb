package farestream.payout;

import farestream.money.Money;
import java.time.Instant;
import java.util.Optional;

/// A payment as it stands.
///
/// @param id the row's in `payment`
/// @param cycle as written on it; a payment by hand may have none
/// @param status `pending`, `submitted`, `completed`, `failed`, `returned` or
///     `duplicate`
/// @param statusAt since when
/// @param madeBy `farestream` or `hand`
/// @param messageId of its batch, if it is in a bank file
public record RecordedPayment(
    long id,
    long billId,
    long driverId,
    Optional<Integer> cycle,
    Money amount,
    String status,
    Instant statusAt,
    Optional<String> statusReason,
    String byWhom,
    String madeBy,
    Optional<String> messageId,
    Optional<String> endToEndId) {

  /// A state that a payment came to.
  ///
  /// @param former empty for the first
  /// @param byWhom the person who brought it about
  public record Event(
      Instant happenedAt,
      Optional<String> former,
      String status,
      Optional<String> reason,
      String byWhom) {}
}
