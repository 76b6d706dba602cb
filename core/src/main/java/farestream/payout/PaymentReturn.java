package farestream.payout;

import farestream.database.ColumnTypes;
import farestream.database.NamedLock;
import farestream.money.Money;
import java.time.Instant;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Records that a payment was returned when no bank file reports it. This is for payments made at
/// once, which have no end-to-end id, and for returns that the bank announced on paper.
public final class PaymentReturn {
  private static final String FIND_FOR_UPDATE =
      """
      select billing_id, driver_id, payment_amount, payment_status
      from payment where id = :id for update
      """;

  private static final String RETURN =
      """
      update payment
      set payment_status = 'returned', status_at = :now, status_reason = :reason
      where id = :id
      """;

  private static final String IS_PAID =
      """
      select exists (
        select from payment
        where billing_id = :bill and payment_counts(payment_status))
      """;

  private final Jdbi database;

  /// @param commands connects with the role that the commands use
  public PaymentReturn(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// The result of recording a return.
  public sealed interface Outcome {

    /// The payment is returned.
    ///
    /// @param isPayable whether the next payout pays the bill again; false if another payment of
    ///     the bill counts
    record Returned(long id, long billId, long driverId, Money amount, boolean isPayable)
        implements Outcome {}

    record Unknown(long id) implements Outcome {}

    /// The payment wasn't executed, or is already returned.
    record NotExecuted(long id, String status) implements Outcome {}
  }

  /// Records the return.
  ///
  /// @param id the payment's id
  /// @param reason why, recorded with the payment
  public Outcome take(long id, String reason, Instant now) {
    return database.inTransaction(
        TransactionIsolationLevel.READ_COMMITTED,
        handle -> {
          NamedLock.take(handle, Payout.LOCK);
          return record(handle, id, reason, now);
        });
  }

  private record Row(long billId, long driverId, Money amount, String status) {}

  private static Outcome record(Handle handle, long id, String reason, Instant now) {
    var found =
        handle
            .createQuery(FIND_FOR_UPDATE)
            .bind("id", id)
            .map(
                (row, _) ->
                    new Row(
                        row.getLong("billing_id"),
                        row.getLong("driver_id"),
                        new Money(row.getBigDecimal("payment_amount")),
                        row.getString("payment_status")))
            .findOne();
    if (found.isEmpty()) {
      return new Outcome.Unknown(id);
    }
    var payment = found.get();
    if (!payment.status().equals("completed") && !payment.status().equals("duplicate")) {
      return new Outcome.NotExecuted(id, payment.status());
    }
    handle.createUpdate(RETURN).bind("id", id).bind("now", now).bind("reason", reason).execute();
    var isPaid =
        handle.createQuery(IS_PAID).bind("bill", payment.billId()).mapTo(Boolean.class).one();
    return new Outcome.Returned(
        id, payment.billId(), payment.driverId(), payment.amount(), !isPaid);
  }
}
