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

/// Pays bills: one payment for every completed bill that has none, whoever made the bill.
public final class Payout {

  private static final String LOCK = "farestream.pay";

  /// A payment that somebody makes by hand meanwhile is waited for by the unique constraint, and
  /// then left as it is.
  private static final String PAY =
      """
      with unpaid as materialized (
        select billing.id, billing.driver_id, billing.billing_cycle, billing.billing_amount,
            round(billing.billing_amount * billing.commissions, 2) as drivers_part,
            coalesce(drivers.payment_id, 7) as payment_id
        from billing join drivers using (driver_id)
        where billing.billing_status = 'completed'
          and not exists (select from payment where payment.billing_id = billing.id)
      ), paid as (
        insert into payment (billing_id, driver_id, billing_cycle, payment_amount, payment_date,
            payment_id, payment_status, description)
        select id, driver_id, billing_cycle, drivers_part, :now, payment_id, 'completed',
            'Payment cycle ' || billing_cycle
        from unpaid
        where drivers_part > 0
        order by id
        on conflict on constraint a_bill_is_paid_once do nothing
        returning id, billing_id
      )
      select unpaid.id as bill_id, unpaid.driver_id, unpaid.billing_cycle as cycle,
          unpaid.billing_amount as billed, unpaid.drivers_part as paid,
          paid.id as payment_row
      from unpaid left join paid on paid.billing_id = unpaid.id
      where paid.id is not null or unpaid.drivers_part <= 0
      order by unpaid.id
      """;

  private final Jdbi database;

  /// @param commands as the role that the commands use
  public Payout(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// What came of paying, or of its preview. A bill of zero or below is in `notPaid`.
  public sealed interface Outcome {

    List<BillNotPaid> notPaid();

    /// At least one bill was paid; by bill. In a preview, what paying would give.
    record Paid(List<DriverPayment> payments, List<BillNotPaid> notPaid) implements Outcome {

      public Money billed() {
        return payments.stream().map(DriverPayment::billed).reduce(Money.ZERO, Money::plus);
      }

      public Money paid() {
        return payments.stream().map(DriverPayment::paid).reduce(Money.ZERO, Money::plus);
      }
    }

    /// Every bill that comes to a payment has one.
    record NothingToPay(List<BillNotPaid> notPaid) implements Outcome {}
  }

  /// Pays in one transaction, safe against another at the same moment.
  ///
  /// @param now the date of the payments
  /// @throws org.jdbi.v3.core.JdbiException if the database can't be reached or fails
  public Outcome pay(Instant now) {
    return run(now, true);
  }

  /// What [#pay(Instant)] would give. It does the same and takes it back, which leaves gaps in
  /// the numbers of payments.
  public Outcome preview(Instant now) {
    return run(now, false);
  }

  private Outcome run(Instant now, boolean keep) {
    // READ COMMITTED, so that what another `pay` committed while this one waited for the lock is
    // seen.
    return database.inTransaction(
        TransactionIsolationLevel.READ_COMMITTED, handle -> paid(handle, now, keep));
  }

  private static Outcome paid(Handle handle, Instant now, boolean keep) {
    NamedLock.take(handle, LOCK);
    var payments = new ArrayList<DriverPayment>();
    var notPaid = new ArrayList<BillNotPaid>();
    for (var row : unpaidBills(handle, now)) {
      if (row.paid().isPositive()) {
        payments.add(keep ? row : row.withoutRow());
      } else {
        notPaid.add(BillNotPaid.of(row));
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

  private static List<DriverPayment> unpaidBills(Handle handle, Instant now) {
    return handle
        .createQuery(PAY)
        .bind("now", now)
        .map(ConstructorMapper.of(DriverPayment.class))
        .list();
  }
}
