package farestream.payout;

import farestream.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;

/// A file for the bank and what it must hold. The same batch gives the same bytes again.
///
/// @param messageId by which the bank knows it
/// @param byWhom the person who made it
/// @param executionDate when the bank is to pay
/// @param payments how many there are in it
/// @param controlSum what they come to
/// @param writtenAt when the file was there, whole; empty: it may be there or not
/// @param abandonedAt when somebody said that the file never went to the bank
/// @param payer the platform's account as it was when the batch was made
public record PaymentBatch(
    long id,
    String messageId,
    Instant createdAt,
    String byWhom,
    LocalDate executionDate,
    int payments,
    Money controlSum,
    Optional<Instant> writtenAt,
    Optional<String> fileSha256,
    Optional<Instant> abandonedAt,
    @Nested StoredAccount payer) {

  /// Begun, and somebody has to go on with it or give it up.
  public boolean isUnfinished() {
    return writtenAt.isEmpty() && abandonedAt.isEmpty();
  }
}
