package farestream.payout;

import farestream.database.ColumnTypes;
import farestream.database.NamedLock;
import farestream.money.Money;
import java.time.Instant;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Puts on record that a payment's money is back where no file of the bank says so: of a payment
/// made at once, which the bank knows by no id of ours, or of one that it wrote of on paper.
public final class PaymentReturn {
  private static final String LOOK =
      """
      select billing_id, driver_id, payment_amount, payment_status
      from payment where id = :id for update
      """;

  private static final String RETURN =
      """
      update payment
      set payment_status = 'returned', status_at = :now, status_reason = :reason, by_whom = :byWhom
      where id = :id
      """;

  private static final String IS_PAID =
      """
      select exists (
        select from payment
        where billing_id = :bill and payment_counts(payment_status))
      """;

  private final Jdbi database;

  /// @param commands as the role that the commands use
  public PaymentReturn(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  public sealed interface Outcome {

    /// @param isPayable whether its bill is paid by the next run; else another payment pays it
    record Returned(long id, long billId, long driverId, Money amount, boolean isPayable)
        implements Outcome {}

    record Unknown(long id) implements Outcome {}

    /// Its money is not known to have left, or is back already.
    record NotExecuted(long id, String status) implements Outcome {}
  }

  /// @param reason for whoever asks later
  /// @param byWhom the person who says so
  public Outcome take(long id, String reason, Instant now, String byWhom) {
    return database.inTransaction(
        TransactionIsolationLevel.READ_COMMITTED,
        handle -> {
          NamedLock.take(handle, Payout.LOCK);
          return taken(handle, id, reason, now, byWhom);
        });
  }

  private record Row(long billId, long driverId, Money amount, String status) {}

  private static Outcome taken(Handle handle, long id, String reason, Instant now, String byWhom) {
    var found =
        handle
            .createQuery(LOOK)
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
    handle
        .createUpdate(RETURN)
        .bind("id", id)
        .bind("now", now)
        .bind("reason", reason)
        .bind("byWhom", byWhom)
        .execute();
    var isPaid =
        handle.createQuery(IS_PAID).bind("bill", payment.billId()).mapTo(Boolean.class).one();
    return new Outcome.Returned(
        id, payment.billId(), payment.driverId(), payment.amount(), !isPaid);
  }
}
