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

/// The statements by which a batch is made, in one transaction.
final class BatchCreation {
  /// At most 35 characters, all of them such as every bank takes. There is one batch at a time,
  /// so that the time names it.
  private static final DateTimeFormatter MESSAGE_ID =
      DateTimeFormatter.ofPattern("'FS-'yyyyMMdd-HHmmss-SSSSSS").withZone(ZoneOffset.UTC);

  private static final String ZONE =
      """
      select coalesce((select zone from billing_cycle order by cycle desc limit 1), 'UTC')
      """;

  private static final String LOOK =
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

  /// One statement, so that it has waited for payments that are being made by hand before it takes
  /// the lock of the journal: whoever makes those needs that lock, too.
  private static final String MAKE =
      """
      with batch as (
        insert into payment_batch
          (message_id, created_at, by_whom, execution_date, payer_account, payments, control_sum)
        select :messageId, :now, :byWhom, :executionDate, :payer, count(*), sum(payable)
        from unpaid where payable > 0 and bank_account is not null
        having count(*) > 0
        returning id
      ), numbered as (
        select unpaid.*, nextval('payment_id_seq') as number
        from unpaid where payable > 0 and bank_account is not null
        order by id
      ), made as (
        insert into payment (id, billing_id, driver_id, billing_cycle, payment_amount,
          payment_date, payment_id, payment_status, description, made_by, status_at, by_whom,
          batch_id, end_to_end_id, bank_account)
        select number, numbered.id, driver_id, billing_cycle, payable, :now, payment_id, 'pending',
          'Payment cycle ' || billing_cycle, 'farestream', :now, :byWhom, batch.id,
          'FS-' || number, bank_account
        from numbered cross join batch order by number
        on conflict (billing_id) where payment_counts(payment_status) do nothing
        returning id
      )
      select batch.id, (select count(*) from made) as made from batch
      """;

  private record Made(long id, int made) {}

  private final Handle handle;

  /// @param handle in a transaction, under the lock of who pays
  BatchCreation(Handle handle) {
    this.handle = handle;
  }

  /// What day it is where the taxis are.
  LocalDate today(Instant now) {
    var zone = handle.createQuery(ZONE).mapTo(String.class).one();
    return LocalDate.ofInstant(now, ZoneId.of(zone));
  }

  /// Keeps which bills are unpaid until the transaction ends; all else is asked of that.
  void look() {
    handle.execute(LOOK);
  }

  List<BillNotPaid> notPaid() {
    return handle
        .createQuery(NOT_PAID)
        .map(ConstructorMapper.of(UnpaidBill.class))
        .map(UnpaidBill::notPaid)
        .list();
  }

  /// Bills of drivers without an account, or with one that is blocked.
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

  /// The platform's own account.
  Optional<Long> payer() {
    return handle.createQuery(PAYER).mapTo(Long.class).findOne();
  }

  /// @return empty if there is nothing to pay
  /// @throws PaidMeanwhile if a bill was paid by hand since we looked
  Optional<PaymentBatch> make(Instant now, LocalDate executionDate, long payer, String byWhom) {
    var made =
        handle
            .createQuery(MAKE)
            .bind("messageId", MESSAGE_ID.format(now))
            .bind("now", now)
            .bind("byWhom", byWhom)
            .bind("executionDate", executionDate)
            .bind("payer", payer)
            .map(ConstructorMapper.of(Made.class))
            .findOne();
    if (made.isEmpty()) {
      return Optional.empty();
    }
    var batch = PaymentBatches.get(handle, made.get().id());
    if (made.get().made() != batch.payments()) {
      throw new PaidMeanwhile();
    }
    return Optional.of(batch);
  }

  /// The batch says how many payments it has, so it has to be made anew.
  static final class PaidMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PaidMeanwhile() {
      super("bills were paid by hand at the same moment, again and again");
    }
  }
}
