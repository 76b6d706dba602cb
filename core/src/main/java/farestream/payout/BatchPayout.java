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

/// Pays bills by a file for the bank, in three steps: payments are made, pending; the file is
/// written from them; they are submitted. Who is killed in between leaves a batch unfinished, and
/// the next finds it and goes on with that file and no other. One at a time, from the first step
/// to the last.
public final class BatchPayout implements AutoCloseable {
  static final String LOCK = "farestream.bank-file";
  private static final int MOST_ATTEMPTS = 5;
  private static final int ROWS_AT_ONCE = 1_000;

  private static final String TRANSFERS =
      """
      select end_to_end_id, payment_amount as amount, payment.driver_id, billing_id as bill_id,
        billing_cycle as cycle, holder, iban, routing_number, account_number, bic
      from payment join bank_account on bank_account.id = payment.bank_account
      where batch_id = :batch order by payment.id
      """;

  /// Drivers of a batch whose accounts were blocked after it was made.
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
      update payment set payment_status = 'submitted', status_at = :now, by_whom = :byWhom
      where batch_id = :batch and payment_status = 'pending'
      """;

  private final Handle handle;

  /// Waits for whoever else is at it.
  ///
  /// @param commands as the role that the commands use
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

  /// What came of the first step, or of its preview.
  public sealed interface Begin {

    /// A batch that somebody left: it comes first.
    record Unfinished(PaymentBatch batch) implements Begin {}

    /// In a preview, what the batch would be.
    record Begun(
        PaymentBatch batch, LeftOut withoutAccount, LeftOut blocked, List<BillNotPaid> notPaid)
        implements Begin {}

    record NothingToPay(LeftOut withoutAccount, LeftOut blocked, List<BillNotPaid> notPaid)
        implements Begin {}

    /// Refused by a rule; nothing was written.
    sealed interface Refused extends Begin {}

    /// Nobody has said where the platform pays from.
    record NoPayer() implements Refused {}

    /// @param today where the taxis are
    record DateGoneBy(LocalDate executionDate, LocalDate today) implements Refused {}

    /// No bank settles it on that day.
    ///
    /// @param why such as `a Sunday`
    /// @param next on which banks work
    record NoBankDay(LocalDate executionDate, String why, LocalDate next) implements Refused {}

    /// A batch that somebody left, and since then a bank has refused accounts that it pays.
    record UnfinishedAndBlocked(PaymentBatch batch, List<Long> drivers) implements Refused {}
  }

  /// Bills to be paid that no bank file can pay.
  ///
  /// @param drivers of these bills, each once
  public record LeftOut(long bills, Money amount, List<Long> drivers) {}

  /// What a new batch is to be.
  ///
  /// @param executionDate if it is empty, today or the next day on which banks work
  public record Order(Instant now, Optional<LocalDate> executionDate, String byWhom) {}

  /// The first step.
  ///
  /// @param check whether the file can be written; what it throws is thrown, and nothing was done
  public Begin begin(Order order, BiConsumer<PaymentBatch, Iterator<Transfer>> check) {
    return begin(order, check, true);
  }

  /// What [#begin] would give. It does the same and takes it back.
  public Begin preview(Order order, BiConsumer<PaymentBatch, Iterator<Transfer>> check) {
    return begin(order, check, false);
  }

  private Begin begin(
      Order order, BiConsumer<PaymentBatch, Iterator<Transfer>> check, boolean keep) {
    for (var attempt = 1; ; attempt++) {
      try {
        return handle.inTransaction(_ -> begun(order, check, keep));
      } catch (PaidMeanwhile again) {
        if (attempt == MOST_ATTEMPTS) {
          throw again;
        }
      }
    }
  }

  private Begin begun(
      Order order, BiConsumer<PaymentBatch, Iterator<Transfer>> check, boolean keep) {
    NamedLock.take(handle, Payout.LOCK);
    var unfinished = PaymentBatches.unfinished(handle);
    if (unfinished.isPresent()) {
      var batch = unfinished.get();
      var blocked = handle.createQuery(BLOCKED).bind("batch", batch.id()).mapTo(Long.class).list();
      return blocked.isEmpty()
          ? new Begin.Unfinished(batch)
          : new Begin.UnfinishedAndBlocked(batch, blocked);
    }
    var making = new BatchCreation(handle);
    var today = making.today(order.now());
    var executionDate = order.executionDate().orElseGet(() -> BankDays.from(today));
    if (executionDate.isBefore(today)) {
      return new Begin.DateGoneBy(executionDate, today);
    }
    var closure = BankDays.closure(executionDate);
    if (closure.isPresent()) {
      return new Begin.NoBankDay(executionDate, closure.get(), BankDays.from(executionDate));
    }
    var payer = making.payer();
    if (payer.isEmpty()) {
      return new Begin.NoPayer();
    }
    making.look();
    var withoutAccount = making.leftOut(false);
    var blocked = making.leftOut(true);
    var notPaid = making.notPaid();
    var batch = making.make(order.now(), executionDate, payer.get(), order.byWhom());
    if (batch.isEmpty()) {
      return new Begin.NothingToPay(withoutAccount, blocked, notPaid);
    }
    useTransfers(batch.get(), transfers -> check.accept(batch.get(), transfers));
    if (!keep) {
      handle.rollback();
    }
    return new Begin.Begun(batch.get(), withoutAccount, blocked, notPaid);
  }

  /// What the file holds, in its order. It is read as it is used: there may be any number.
  public void transfers(PaymentBatch batch, Consumer<Iterator<Transfer>> use) {
    handle.useTransaction(_ -> useTransfers(batch, use));
  }

  private void useTransfers(PaymentBatch batch, Consumer<Iterator<Transfer>> use) {
    try (var transfers =
        handle
            .createQuery(TRANSFERS)
            .setFetchSize(ROWS_AT_ONCE)
            .bind("batch", batch.id())
            .map(ConstructorMapper.of(Transfer.class))
            .iterator()) {
      use.accept(transfers);
    }
  }

  /// The third step, when the file is on the disk, whole.
  ///
  /// @param fileSha256 in hexadecimal digits
  public void finish(PaymentBatch batch, String fileSha256, Instant now, String byWhom) {
    handle.useTransaction(
        _ -> {
          NamedLock.take(handle, Payout.LOCK);
          var submitted =
              handle
                  .createUpdate(SUBMIT)
                  .bind("now", now)
                  .bind("byWhom", byWhom)
                  .bind("batch", batch.id())
                  .execute();
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

  /// Whether a batch's file may be written again.
  public sealed interface Again {
    record Ready(PaymentBatch batch) implements Again {}

    record Unfinished(PaymentBatch batch) implements Again {}

    /// Somebody has said that its file never went to the bank.
    record Abandoned(PaymentBatch batch) implements Again {}

    /// The bank has answered, or somebody has for it: the file is past.
    ///
    /// @param payments that are no longer under way
    record Answered(PaymentBatch batch, int payments) implements Again {}
  }

  /// There is no such batch.
  public record Unknown(String messageId) implements Again, BatchFailure.Outcome {}

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

  /// Lets the next one in.
  @Override
  public void close() {
    handle.close();
  }
}
