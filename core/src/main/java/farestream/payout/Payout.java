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

/// Pays bills at once, as the lab does: one payment, completed, for every completed bill that has
/// none under way or done, whoever made the bill.
public final class Payout {

  /// Held by whoever pays or records what came of a payment.
  static final String LOCK = "farestream.pay";

  /// A payment that somebody makes by hand meanwhile is waited for by the unique index, and then
  /// left as it is.
  private static final String PAY =
      """
      with unpaid as materialized (
      %s), paid as (
        insert into payment (billing_id, driver_id, billing_cycle, payment_amount, payment_date,
            payment_id, payment_status, description, made_by, status_at, by_whom, status_reason)
        select id, driver_id, billing_cycle, payable, :now, payment_id, 'completed',
            'Payment cycle ' || billing_cycle, 'farestream', :now, :byWhom,
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

  /// @param commands as the role that the commands use
  public Payout(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// What came of paying, or of its preview. A bill that comes to nothing is in `notPaid`.
  public sealed interface Outcome {

    List<BillNotPaid> notPaid();

    /// At least one bill was paid; by bill. In a preview, what paying would give.
    ///
    /// @param withoutAccount drivers without a bank account, where bank files are used
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

    /// Payments of this ledger go by bank files, and nobody said how these were made: nothing
    /// was written.
    record GoesByBankFile(Paid paid) implements Outcome {
      @Override
      public List<BillNotPaid> notPaid() {
        return paid.notPaid();
      }
    }

    /// Every bill that comes to a payment has one.
    record NothingToPay(List<BillNotPaid> notPaid) implements Outcome {}
  }

  /// Pays in one transaction, safe against another at the same moment.
  ///
  /// @param now the date of the payments
  /// @param byWhom the person who pays
  /// @param paidOutside how the money went, where bank files are used and it went otherwise
  /// @throws org.jdbi.v3.core.JdbiException if the database can't be reached or fails
  public Outcome pay(Instant now, String byWhom, Optional<String> paidOutside) {
    return run(now, byWhom, paidOutside, true);
  }

  /// The same, with nothing said of how the money went.
  public Outcome pay(Instant now, String byWhom) {
    return pay(now, byWhom, Optional.empty());
  }

  /// What [#pay] would give. It does the same and takes it back, which leaves gaps in the numbers
  /// of payments.
  public Outcome preview(Instant now, Optional<String> paidOutside) {
    return run(now, "nobody", paidOutside, false);
  }

  private Outcome run(Instant now, String byWhom, Optional<String> paidOutside, boolean keep) {
    // READ COMMITTED, so that what another `pay` committed while this one waited for the lock is
    // seen.
    return database.inTransaction(
        TransactionIsolationLevel.READ_COMMITTED,
        handle -> paid(handle, now, byWhom, paidOutside, keep));
  }

  private static Outcome paid(
      Handle handle, Instant now, String byWhom, Optional<String> paidOutside, boolean keep) {
    NamedLock.take(handle, LOCK);
    var payments = new ArrayList<DriverPayment>();
    var notPaid = new ArrayList<BillNotPaid>();
    for (var bill : unpaidBills(handle, now, byWhom, paidOutside)) {
      if (bill.payable().isPositive()) {
        payments.add(keep ? bill.payment() : bill.payment().withoutRow());
      } else {
        notPaid.add(bill.notPaid());
      }
    }
    if (payments.isEmpty()) {
      return new Outcome.NothingToPay(List.copyOf(notPaid));
    }
    var byBankFile = handle.createQuery(BANK_FILES_ARE_USED).mapTo(Boolean.class).one();
    var paid =
        new Outcome.Paid(
            List.copyOf(payments),
            List.copyOf(notPaid),
            byBankFile ? withoutAccount(handle, payments) : List.of());
    var isRefused = byBankFile && paidOutside.isEmpty();
    if (!keep || isRefused) {
      handle.rollback();
    }
    return isRefused ? new Outcome.GoesByBankFile(paid) : paid;
  }

  private static List<Long> withoutAccount(Handle handle, List<DriverPayment> payments) {
    return handle
        .createQuery(WITHOUT_ACCOUNT)
        .bind("drivers", payments.stream().map(DriverPayment::driverId).toArray(Long[]::new))
        .mapTo(Long.class)
        .list();
  }

  private static List<UnpaidBill> unpaidBills(
      Handle handle, Instant now, String byWhom, Optional<String> paidOutside) {
    return handle
        .createQuery(PAY)
        .bind("now", now)
        .bind("byWhom", byWhom)
        .bind("paidOutside", paidOutside)
        .map(ConstructorMapper.of(UnpaidBill.class))
        .list();
  }
}
