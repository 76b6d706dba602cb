package farestream.payout;

import farestream.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// The statements that create a batch, run in one transaction.
final class BatchCreation {
  /// Creates ids of at most 35 characters from a set that every bank accepts. Batches are created
  /// one at a time, so the time in microseconds identifies a batch.
  private static final DateTimeFormatter MESSAGE_ID =
      DateTimeFormatter.ofPattern("'FS-'yyyyMMdd-HHmmss-SSSSSS").withZone(ZoneOffset.UTC);

  private static final String ZONE =
      """
      select coalesce((select zone from billing_cycle order by cycle desc limit 1), 'UTC')
      """;

  private static final String STAGE_UNPAID =
      """
      create temporary table unpaid on commit drop as
      select unpaid.*, case when blocked.key is null then account.id end as bank_account,
        blocked.key is not null as is_blocked
      from (
      %s) as unpaid
      left join lateral (
        select id, account_key(bank_account) as key from bank_account
        where bank_account.driver_id = unpaid.driver_id order by id desc limit 1) as account on true
      left join blocked_account as blocked on blocked.key = account.key
      """
          .formatted(UnpaidBill.UNPAID);

  private static final String NOT_PAID =
      """
      select %s, null::bigint as payment_row from unpaid where payable <= 0 order by id
      """
          .formatted(UnpaidBill.COLUMNS);

  private static final String LEFT_OUT =
      """
      select count(*) as bills, coalesce(sum(payable), 0) as amount,
        array(
          select distinct driver_id from unpaid
          where payable > 0 and bank_account is null and is_blocked = :isBlocked
          order by driver_id) as drivers
      from unpaid where payable > 0 and bank_account is null and is_blocked = :isBlocked
      """;

  private static final String PAYER =
      """
      select max(id) from bank_account where driver_id is null
      """;

  /// One statement, so that it waits for concurrent manual payments before its triggers take the
  /// lock of the journal. Manual payments take that lock too, so the other order could deadlock.
  private static final String CREATE =
      """
      with batch as (
        insert into payment_batch
          (message_id, created_at, execution_date, payer_account, payments, control_sum)
        select :messageId, :now, :executionDate, :payer, count(*), sum(payable)
        from unpaid where payable > 0 and bank_account is not null
        having count(*) > 0
        returning id
      ), numbered as (
        select unpaid.*, nextval('payment_id_seq') as number
        from unpaid where payable > 0 and bank_account is not null
        order by id
      ), created as (
        insert into payment (id, billing_id, driver_id, billing_cycle, payment_amount,
          payment_date, payment_id, payment_status, description, made_by, status_at,
          batch_id, end_to_end_id, bank_account)
        select number, numbered.id, driver_id, billing_cycle, payable, :now, payment_id, 'pending',
          'Payment cycle ' || billing_cycle, 'farestream', :now, batch.id,
          'FS-' || number, bank_account
        from numbered cross join batch order by number
        on conflict (billing_id) where payment_counts(payment_status) do nothing
        returning id
      )
      select batch.id, (select count(*) from created) as payments from batch
      """;

  private record Created(long id, int payments) {}

  private final Handle handle;

  /// @param handle in a transaction that holds [Payout#LOCK]
  BatchCreation(Handle handle) {
    this.handle = handle;
  }

  /// Returns the current date in the time zone of the last cycle, or in UTC if there is none.
  LocalDate today(Instant now) {
    var zone = handle.createQuery(ZONE).mapTo(String.class).one();
    return LocalDate.ofInstant(now, ZoneId.of(zone));
  }

  /// Stages the unpaid bills in a temporary table. The other methods read that table.
  void stageUnpaid() {
    handle.execute(STAGE_UNPAID);
  }

  List<BillNotPaid> notPaid() {
    return handle
        .createQuery(NOT_PAID)
        .map(ConstructorMapper.of(UnpaidBill.class))
        .map(UnpaidBill::notPaid)
        .list();
  }

  /// Returns the bills that can't be paid because of the driver's account.
  ///
  /// @param isBlocked true for drivers with a blocked account, false for drivers without one
  BatchPayout.LeftOut leftOut(boolean isBlocked) {
    return handle
        .createQuery(LEFT_OUT)
        .bind("isBlocked", isBlocked)
        .map(
            (row, _) ->
                new BatchPayout.LeftOut(
                    row.getLong("bills"),
                    new Money(row.getBigDecimal("amount")),
                    List.of((Long[]) row.getArray("drivers").getArray())))
        .one();
  }

  /// Returns the id of the platform's own account.
  Optional<Long> payer() {
    return handle.createQuery(PAYER).mapTo(Long.class).findOne();
  }

  /// Creates the batch and its payments.
  ///
  /// @return empty if there is nothing to pay
  /// @throws PaidMeanwhile if a bill was paid manually since [#stageUnpaid]
  Optional<PaymentBatch> create(Instant now, LocalDate executionDate, long payer) {
    var created =
        handle
            .createQuery(CREATE)
            .bind("messageId", MESSAGE_ID.format(now))
            .bind("now", now)
            .bind("executionDate", executionDate)
            .bind("payer", payer)
            .map(ConstructorMapper.of(Created.class))
            .findOne();
    if (created.isEmpty()) {
      return Optional.empty();
    }
    var batch = PaymentBatches.get(handle, created.get().id());
    if (created.get().payments() != batch.payments()) {
      throw new PaidMeanwhile();
    }
    return Optional.of(batch);
  }

  /// A manual payment was inserted concurrently. The batch has fewer payments than it states, so
  /// the transaction must be rolled back and retried.
  static final class PaidMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PaidMeanwhile() {
      super("manual payments were inserted while the bank file was being created; run it again");
    }
  }
}
