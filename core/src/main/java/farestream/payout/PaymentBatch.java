package farestream.payout;

import farestream.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;

/// A batch of payments, from which a bank file is written. Writing it again gives the same bytes.
///
/// @param messageId the id by which the bank identifies the batch
/// @param actor who created it
/// @param executionDate when the bank should execute the payments
/// @param payments the number of payments
/// @param controlSum the sum of the payments
/// @param writtenAt when the complete file was written; if empty, the file may or may not exist
/// @param fileSha256 the digest of the file, in hexadecimal; empty until it was written
/// @param abandonedAt when the unfinished batch was declared failed; otherwise empty
/// @param payer the platform's account at the time the batch was created
public record PaymentBatch(
    long id,
    String messageId,
    Instant createdAt,
    String actor,
    LocalDate executionDate,
    int payments,
    Money controlSum,
    Optional<Instant> writtenAt,
    Optional<String> fileSha256,
    Optional<Instant> abandonedAt,
    @Nested StoredAccount payer) {

  /// Returns whether the batch still has to be finished or declared failed.
  public boolean isUnfinished() {
    return writtenAt.isEmpty() && abandonedAt.isEmpty();
  }
}
