package farestream.payout;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Reads batches from `payment_batch`.
final class PaymentBatches {
  private static final String FIND =
      """
      select payment_batch.id, message_id, created_at, payment_batch.actor, execution_date,
        payments, control_sum, written_at, file_sha256, abandoned_at,
        holder, iban, routing_number, account_number, bic
      from payment_batch join bank_account on bank_account.id = payer_account
      where payment_batch.id = coalesce(:id, payment_batch.id)
        and message_id = coalesce(:messageId, message_id)
        and (not :unfinished or is_unfinished(payment_batch))
      """;

  private PaymentBatches() {}

  /// Returns the unfinished batch. There is at most one.
  static Optional<PaymentBatch> unfinished(Handle handle) {
    return find(handle, Optional.empty(), Optional.empty(), true);
  }

  static Optional<PaymentBatch> find(Handle handle, String messageId) {
    return find(handle, Optional.empty(), Optional.of(messageId), false);
  }

  static PaymentBatch get(Handle handle, long id) {
    return find(handle, Optional.of(id), Optional.empty(), false).orElseThrow();
  }

  private static Optional<PaymentBatch> find(
      Handle handle, Optional<Long> id, Optional<String> messageId, boolean unfinished) {
    return handle
        .createQuery(FIND)
        .bind("id", id)
        .bind("messageId", messageId)
        .bind("unfinished", unfinished)
        .map(ConstructorMapper.of(PaymentBatch.class))
        .findOne();
  }
}
