package farestream.payout;

import farestream.database.ColumnTypes;
import farestream.database.NamedLock;
import farestream.money.Money;
import farestream.payout.BatchCreation.PaidMeanwhile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Pays bills by a bank file in three steps: it inserts pending payments, the file is written from
/// them, and it marks them as submitted. If the process dies in between, the batch stays
/// unfinished; the next run must finish that batch before it can create another. A session lock
/// serializes runs from the first step to the last.
public final class BatchPayout implements AutoCloseable {
  static final String LOCK = "farestream.bank-file";
  private static final int MAX_ATTEMPTS = 5;
  private static final int FETCH_SIZE = 1_000;

  private static final String TRANSFERS =
      """
      select end_to_end_id, payment_amount as amount, payment.driver_id, billing_id as bill_id,
        billing_cycle as cycle, holder, iban, routing_number, account_number, bic
      from payment join bank_account on bank_account.id = payment.bank_account
      where batch_id = :batch order by payment.id
      """;

  /// The drivers of a batch whose accounts were blocked after the batch was created.
  private static final String BLOCKED =
      """
      select distinct payment.driver_id
      from payment join bank_account as account on account.id = payment.bank_account
        join blocked_account on key = account_key(account)
      where batch_id = :batch order by 1
      """;

  private static final String FINISH =
      """
      update payment_batch set written_at = :now, file_sha256 = :sha256
      where id = :batch and is_unfinished(payment_batch)
      """;

  private static final String SUBMIT =
      """
      update payment set payment_status = 'submitted', status_at = :now
      where batch_id = :batch and payment_status = 'pending'
      """;

  private final Handle handle;

  /// Opens a session and waits until no other session is creating a bank file.
  ///
  /// @param commands connects with the role that the commands use
  public BatchPayout(DataSource commands) {
    this.handle = ColumnTypes.jdbi(commands).open();
    try {
      handle.setTransactionIsolationLevel(TransactionIsolationLevel.READ_COMMITTED);
      NamedLock.takeInSession(handle, LOCK);
    } catch (RuntimeException failure) {
      handle.close();
      throw failure;
    }
  }

  /// The result of the first step or of its preview.
  public sealed interface Begin {

    /// A previous batch is unfinished and has to be finished first.
    record Unfinished(PaymentBatch batch) implements Begin {}

    /// The batch was created or, in a preview, would be.
    record Begun(
        PaymentBatch batch, LeftOut withoutAccount, LeftOut blocked, List<BillNotPaid> notPaid)
        implements Begin {}

    record NothingToPay(LeftOut withoutAccount, LeftOut blocked, List<BillNotPaid> notPaid)
        implements Begin {}

    /// Refused by a rule; nothing was written.
    sealed interface Refused extends Begin {}

    /// The platform has no account to pay from.
    record NoPayer() implements Refused {}

    /// The execution date is in the past.
    ///
    /// @param today the current date in the city
    record DateInPast(LocalDate executionDate, LocalDate today) implements Refused {}

    /// The execution date isn't a bank day.
    ///
    /// @param why the reason, such as `a Sunday`
    /// @param next the next bank day
    record NoBankDay(LocalDate executionDate, String why, LocalDate next) implements Refused {}

    /// A previous batch is unfinished, and some of its accounts have been blocked since then.
    ///
    /// @param drivers the drivers with a blocked account
    record UnfinishedAndBlocked(PaymentBatch batch, List<Long> drivers) implements Refused {}
  }

  /// The number and sum of bills that a bank file can't pay.
  ///
  /// @param drivers the drivers of these bills, without duplicates
  public record LeftOut(long bills, Money amount, List<Long> drivers) {}

  /// The parameters of a new batch.
  ///
  /// @param executionDate when the bank should execute the payments; if empty, today or the next
  ///     bank day
  public record Order(Instant now, Optional<LocalDate> executionDate) {}

  /// Runs the first step.
  ///
  /// @param check checks whether the file can be written; if it throws, the transaction is rolled
  ///     back and the exception is rethrown
  public Begin begin(Order order, BiConsumer<PaymentBatch, Iterator<Transfer>> check) {
    return begin(order, check, true);
  }

  /// Returns what [#begin] would return. Runs the same statements and rolls back.
  public Begin preview(Order order, BiConsumer<PaymentBatch, Iterator<Transfer>> check) {
    return begin(order, check, false);
  }

  private Begin begin(
      Order order, BiConsumer<PaymentBatch, Iterator<Transfer>> check, boolean commit) {
    for (var attempt = 1; ; attempt++) {
      try {
        return handle.inTransaction(_ -> begun(order, check, commit));
      } catch (PaidMeanwhile conflict) {
        if (attempt == MAX_ATTEMPTS) {
          throw conflict;
        }
      }
    }
  }

  private Begin begun(
      Order order, BiConsumer<PaymentBatch, Iterator<Transfer>> check, boolean commit) {
    NamedLock.take(handle, Payout.LOCK);
    var unfinished = PaymentBatches.unfinished(handle);
    if (unfinished.isPresent()) {
      var batch = unfinished.get();
      var blocked = handle.createQuery(BLOCKED).bind("batch", batch.id()).mapTo(Long.class).list();
      return blocked.isEmpty()
          ? new Begin.Unfinished(batch)
          : new Begin.UnfinishedAndBlocked(batch, blocked);
    }
    var creation = new BatchCreation(handle);
    var today = creation.today(order.now());
    var executionDate = order.executionDate().orElseGet(() -> BankDays.from(today));
    if (executionDate.isBefore(today)) {
      return new Begin.DateInPast(executionDate, today);
    }
    var closure = BankDays.closure(executionDate);
    if (closure.isPresent()) {
      return new Begin.NoBankDay(executionDate, closure.get(), BankDays.from(executionDate));
    }
    var payer = creation.payer();
    if (payer.isEmpty()) {
      return new Begin.NoPayer();
    }
    creation.stageUnpaid();
    var withoutAccount = creation.leftOut(false);
    var blocked = creation.leftOut(true);
    var notPaid = creation.notPaid();
    var batch = creation.create(order.now(), executionDate, payer.get());
    if (batch.isEmpty()) {
      return new Begin.NothingToPay(withoutAccount, blocked, notPaid);
    }
    useTransfers(batch.get(), transfers -> check.accept(batch.get(), transfers));
    if (!commit) {
      handle.rollback();
    }
    return new Begin.Begun(batch.get(), withoutAccount, blocked, notPaid);
  }

  /// Passes the transfers of a batch to `use` in the order of the file. Rows are streamed, so a
  /// batch can be of any size.
  public void transfers(PaymentBatch batch, Consumer<Iterator<Transfer>> use) {
    handle.useTransaction(_ -> useTransfers(batch, use));
  }

  private void useTransfers(PaymentBatch batch, Consumer<Iterator<Transfer>> use) {
    try (var transfers =
        handle
            .createQuery(TRANSFERS)
            .setFetchSize(FETCH_SIZE)
            .bind("batch", batch.id())
            .map(ConstructorMapper.of(Transfer.class))
            .iterator()) {
      use.accept(transfers);
    }
  }

  /// Runs the third step, after the complete file has been written to disk.
  ///
  /// @param fileSha256 the digest of the file, in hexadecimal
  public void finish(PaymentBatch batch, String fileSha256, Instant now) {
    handle.useTransaction(
        _ -> {
          NamedLock.take(handle, Payout.LOCK);
          var submitted =
              handle.createUpdate(SUBMIT).bind("now", now).bind("batch", batch.id()).execute();
          var finished =
              handle
                  .createUpdate(FINISH)
                  .bind("now", now)
                  .bind("sha256", fileSha256)
                  .bind("batch", batch.id())
                  .execute();
          if (finished != 1 || submitted != batch.payments()) {
            throw new IllegalStateException(
                "batch %s has %d payments, and %d of them were pending"
                    .formatted(batch.messageId(), batch.payments(), submitted));
          }
        });
  }

  /// Whether the file of a batch may be written again.
  public sealed interface Again {
    record Ready(PaymentBatch batch) implements Again {}

    record Unfinished(PaymentBatch batch) implements Again {}

    /// The batch was declared failed before its file was finished.
    record Abandoned(PaymentBatch batch) implements Again {}

    /// The bank has reported on payments of the batch, or a person has recorded their result.
    ///
    /// @param payments the number of payments that are no longer submitted
    record Answered(PaymentBatch batch, int payments) implements Again {}
  }

  /// There is no batch with this id.
  public record Unknown(String messageId) implements Again, BatchFailure.Outcome {}

  /// Returns whether the file of a batch may be written again, which gives the same bytes.
  public Again again(String messageId) {
    var found = PaymentBatches.find(handle, messageId);
    if (found.isEmpty()) {
      return new Unknown(messageId);
    }
    var batch = found.get();
    if (batch.writtenAt().isEmpty()) {
      return batch.isUnfinished() ? new Again.Unfinished(batch) : new Again.Abandoned(batch);
    }
    var answered =
        handle
            .createQuery(
                """
                select count(*) from payment where batch_id = :batch and payment_status <> 'submitted'
                """)
            .bind("batch", batch.id())
            .mapTo(Integer.class)
            .one();
    return answered == 0 ? new Again.Ready(batch) : new Again.Answered(batch, answered);
  }

  /// Closes the session, which releases the lock.
  @Override
  public void close() {
    handle.close();
  }
}
