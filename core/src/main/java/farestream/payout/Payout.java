package farestream.payout;

import farestream.database.ColumnTypes;
import farestream.database.NamedLock;
import farestream.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
            payment_id, payment_status, description, made_by, status_at, by_whom)
        select id, driver_id, billing_cycle, payable, :now, payment_id, 'completed',
            'Payment cycle ' || billing_cycle, 'farestream', :now, :byWhom
        from unpaid
        where payable > 0
        order by id
        on conflict (billing_id)
          where payment_status not in ('failed', 'returned', 'duplicate') do nothing
        returning id, billing_id
      )
      select %s, paid.id as payment_row
      from unpaid left join paid on paid.billing_id = unpaid.id
      where paid.id is not null or unpaid.payable <= 0
      order by unpaid.id
      """
          .formatted(UnpaidBill.UNPAID, UnpaidBill.COLUMNS);

  private final Jdbi database;

  /// @param commands as the role that the commands use
  public Payout(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// What came of paying, or of its preview. A bill that comes to nothing is in `notPaid`.
  public sealed interface Outcome {

    List<BillNotPaid> notPaid();

    /// At least one bill was paid; by bill. In a preview, what paying would give.
    record Paid(List<DriverPayment> payments, List<BillNotPaid> notPaid) implements Outcome {

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

    /// Every bill that comes to a payment has one.
    record NothingToPay(List<BillNotPaid> notPaid) implements Outcome {}
  }

  /// Pays in one transaction, safe against another at the same moment.
  ///
  /// @param now the date of the payments
  /// @param byWhom the person who pays
  /// @throws org.jdbi.v3.core.JdbiException if the database can't be reached or fails
  public Outcome pay(Instant now, String byWhom) {
    return run(now, byWhom, true);
  }

  /// What [#pay] would give. It does the same and takes it back, which leaves gaps in the numbers
  /// of payments.
  public Outcome preview(Instant now) {
    return run(now, "nobody", false);
  }

  private Outcome run(Instant now, String byWhom, boolean keep) {
    // READ COMMITTED, so that what another `pay` committed while this one waited for the lock is
    // seen.
    return database.inTransaction(
        TransactionIsolationLevel.READ_COMMITTED, handle -> paid(handle, now, byWhom, keep));
  }

  private static Outcome paid(Handle handle, Instant now, String byWhom, boolean keep) {
    NamedLock.take(handle, LOCK);
    var payments = new ArrayList<DriverPayment>();
    var notPaid = new ArrayList<BillNotPaid>();
    for (var bill : unpaidBills(handle, now, byWhom)) {
      if (bill.payable().isPositive()) {
        payments.add(keep ? bill.payment() : bill.payment().withoutRow());
      } else {
        notPaid.add(bill.notPaid());
      }
    }
    if (payments.isEmpty()) {
      return new Outcome.NothingToPay(List.copyOf(notPaid));
    }
    if (!keep) {
      handle.rollback();
    }
    return new Outcome.Paid(List.copyOf(payments), List.copyOf(notPaid));
  }

  private static List<UnpaidBill> unpaidBills(Handle handle, Instant now, String byWhom) {
    return handle
        .createQuery(PAY)
        .bind("now", now)
        .bind("byWhom", byWhom)
        .map(ConstructorMapper.of(UnpaidBill.class))
        .list();
  }
}
