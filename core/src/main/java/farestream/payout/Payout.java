package farestream.payout;

import farestream.database.ColumnTypes;
import farestream.database.NamedLock;
import farestream.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Pays bills at once, as the lab does: inserts one completed payment for every completed bill,
/// manual bills included, that has no payment that counts.
public final class Payout {

  /// The name of the lock that serializes payouts and changes of payment states.
  static final String LOCK = "farestream.pay";

  /// If a manual payment is inserted concurrently, the unique index makes this statement wait for
  /// it and then skip the bill.
  private static final String PAY =
      """
      with unpaid as materialized (
      %s), paid as (
        insert into payment (billing_id, driver_id, billing_cycle, payment_amount, payment_date,
            payment_id, payment_status, description, made_by, status_at, status_reason)
        select id, driver_id, billing_cycle, payable, :now, payment_id, 'completed',
            'Payment cycle ' || billing_cycle, 'farestream', :now,
            'paid outside: ' || cast(:paidOutside as text)
        from unpaid
        where payable > 0
        order by id
        on conflict (billing_id) where payment_counts(payment_status) do nothing
        returning id, billing_id
      )
      select %s, paid.id as payment_row
      from unpaid left join paid on paid.billing_id = unpaid.id
      where paid.id is not null or unpaid.payable <= 0
      order by unpaid.id
      """
          .formatted(UnpaidBill.UNPAID, UnpaidBill.COLUMNS);

  private static final String BANK_FILES_ARE_USED =
      "select exists (select from payment_batch where abandoned_at is null)";

  private static final String WITHOUT_ACCOUNT =
      """
      select distinct driver_id from unnest(cast(:drivers as bigint[])) as given (driver_id)
      where not exists (select from bank_account where bank_account.driver_id = given.driver_id)
      order by driver_id
      """;

  private final Jdbi database;

  /// @param commands connects with the role that the commands use
  public Payout(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// The result of a payout or of its preview.
  public sealed interface Outcome {

    /// Returns the bills for which no payment is made.
    List<BillNotPaid> notPaid();

    /// At least one bill was paid or, in a preview, would be.
    ///
    /// @param payments the payments, ordered by bill
    /// @param withoutAccount the paid drivers without a bank account, if bank files are used;
    ///     otherwise empty
    record Paid(List<DriverPayment> payments, List<BillNotPaid> notPaid, List<Long> withoutAccount)
        implements Outcome {

      public Money billed() {
        return Money.sum(payments.stream().map(DriverPayment::billed).toList());
      }

      public Money paid() {
        return Money.sum(payments.stream().map(DriverPayment::paid).toList());
      }

      public Money platformsPart() {
        return Money.sum(payments.stream().map(DriverPayment::platformsPart).toList());
      }
    }

    /// Refused because this ledger uses bank files and the reason `paidOutside` wasn't given.
    /// Nothing was written.
    ///
    /// @param paid the result that the payout would have had
    record MissingReason(Paid paid) implements Outcome {
      @Override
      public List<BillNotPaid> notPaid() {
        return paid.notPaid();
      }
    }

    /// No unpaid bill has a positive amount to pay.
    record NothingToPay(List<BillNotPaid> notPaid) implements Outcome {}
  }

  /// Pays in one transaction. A lock serializes it with other payouts.
  ///
  /// @param now the date of the payments
  /// @param paidOutside how the payments were made without a bank file; required if this ledger
  ///     uses bank files
  /// @throws org.jdbi.v3.core.JdbiException if the database can't be reached or fails
  public Outcome pay(Instant now, Optional<String> paidOutside) {
    return run(now, paidOutside, true);
  }

  /// Pays with an empty `paidOutside`.
  public Outcome pay(Instant now) {
    return pay(now, Optional.empty());
  }

  /// Returns what [#pay] would return. Pays and rolls back, which leaves gaps in the ids of
  /// payments.
  public Outcome preview(Instant now, Optional<String> paidOutside) {
    return run(now, paidOutside, false);
  }

  private Outcome run(Instant now, Optional<String> paidOutside, boolean commit) {
    // READ COMMITTED, so that all statements after the lock see what another payout committed while
    // this one waited for it.
    return database.inTransaction(
        TransactionIsolationLevel.READ_COMMITTED, handle -> paid(handle, now, paidOutside, commit));
  }

  private static Outcome paid(
      Handle handle, Instant now, Optional<String> paidOutside, boolean commit) {
    NamedLock.take(handle, LOCK);
    var payments = new ArrayList<DriverPayment>();
    var notPaid = new ArrayList<BillNotPaid>();
    for (var bill : unpaidBills(handle, now, paidOutside)) {
      if (bill.payable().isPositive()) {
        payments.add(commit ? bill.payment() : bill.payment().withoutRow());
      } else {
        notPaid.add(bill.notPaid());
      }
    }
    if (payments.isEmpty()) {
      return new Outcome.NothingToPay(List.copyOf(notPaid));
    }
    var usesBankFiles = handle.createQuery(BANK_FILES_ARE_USED).mapTo(Boolean.class).one();
    var paid =
        new Outcome.Paid(
            List.copyOf(payments),
            List.copyOf(notPaid),
            usesBankFiles ? withoutAccount(handle, payments) : List.of());
    var isRefused = usesBankFiles && paidOutside.isEmpty();
    if (!commit || isRefused) {
      handle.rollback();
    }
    return isRefused ? new Outcome.MissingReason(paid) : paid;
  }

  private static List<Long> withoutAccount(Handle handle, List<DriverPayment> payments) {
    return handle
        .createQuery(WITHOUT_ACCOUNT)
        .bind("drivers", payments.stream().map(DriverPayment::driverId).toArray(Long[]::new))
        .mapTo(Long.class)
        .list();
  }

  private static List<UnpaidBill> unpaidBills(
      Handle handle, Instant now, Optional<String> paidOutside) {
    return handle
        .createQuery(PAY)
        .bind("now", now)
        .bind("paidOutside", paidOutside)
        .map(ConstructorMapper.of(UnpaidBill.class))
        .list();
  }
}
