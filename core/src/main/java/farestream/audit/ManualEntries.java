package farestream.audit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// The rows that users inserted directly into `billing` and `payment`, as the lab does. They are
/// not errors, but the audit reports them.
///
/// @param bills the number of manual bills
/// @param billed the sum of their amounts
/// @param payments the number of manual payments
/// @param paid the sum of their amounts
/// @param latestBills at most [#MOST]: bills without lines first, then by id, newest first
/// @param latestPayments at most [#MOST], newest first
public record ManualEntries(
    long bills,
    BigDecimal billed,
    long payments,
    BigDecimal paid,
    List<Bill> latestBills,
    List<Payment> latestPayments) {

  /// The maximum number of bills, and of payments, that are listed.
  public static final int MOST = 20;

  /// A manual bill. Its period is open at both ends: it contains neither `starts` nor `ends`.
  ///
  /// @param actor who made it, as the database recorded it
  /// @param lines the number of its lines; 0 if the bill did not match the trips of its period
  public record Bill(
      long id,
      long driverId,
      Instant starts,
      Instant ends,
      long rides,
      long lines,
      BigDecimal amount,
      String actor) {}

  /// A manual payment.
  ///
  /// @param actor who made it or last changed its status
  public record Payment(
      long id, long billId, long driverId, Instant paidAt, BigDecimal amount, String actor) {}

  private record Sums(long bills, BigDecimal billed, long payments, BigDecimal paid) {}

  private static final String SUMS =
      """
      select * from
        (select count(*) as bills, coalesce(sum(billing_amount), 0.00) as billed
          from billing where made_by = 'manual') as bill
        cross join (select count(*) as payments, coalesce(sum(payment_amount), 0.00) as paid
          from payment where made_by = 'manual') as payment
      """;

  private static final String BILLS =
      """
      select id, driver_id, billing_start as starts, billing_end as ends, rides_total as rides,
        lines, billing_amount as amount, actor
      from billing cross join lateral (
        select count(*) as lines from billing_line where billing_id = billing.id) as counted
      where made_by = 'manual' order by lines > 0, id desc limit ?
      """;

  private static final String PAYMENTS =
      """
      select id, billing_id as bill_id, driver_id, payment_date as paid_at,
        payment_amount as amount, actor
      from payment where made_by = 'manual' order by id desc limit ?
      """;

  static ManualEntries in(Handle handle) {
    var sums = handle.createQuery(SUMS).map(ConstructorMapper.of(Sums.class)).one();
    return new ManualEntries(
        sums.bills,
        sums.billed,
        sums.payments,
        sums.paid,
        handle.createQuery(BILLS).bind(0, MOST).map(ConstructorMapper.of(Bill.class)).list(),
        handle.createQuery(PAYMENTS).bind(0, MOST).map(ConstructorMapper.of(Payment.class)).list());
  }
}
