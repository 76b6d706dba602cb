package farestream.audit;

import java.util.List;

/// Checks that the balance of each account equals what bills and payments leave open, driver by
/// driver.
final class BalancesStep {

  private static final String ENTRIES_BALANCE =
      """
      select posting_id as sort_key, 'a journal entry does not balance' as what,
        jsonb_build_object('journal_posting', posting_id, kind, source_id) as rows,
        1 as number, 'amount' as figure, sum(amount)::text as found, '0.00' as expected
      from journal_line group by posting_id, kind, source_id having sum(amount) <> 0
      """;

  private static final String ACCOUNTS =
      """
      with posted as (
        select account, driver_id, sum(amount) as amount from journal_line
        where account in (
          'driver_payable', 'driver_receivable', 'driver_carried', 'bank_clearing',
          'cash_held_by_drivers')
        group by account, driver_id
      ), open as (
        select 'driver_payable' as account, driver_id, -sum(payable) as amount
        from billing
        where (made_by = 'manual'
            or billing_cycle in (select cycle from closed_cycle))
          and not exists (
            select from payment
            where billing_id = billing.id and payment_status in ('submitted', 'completed'))
        group by driver_id
        union all
        select 'driver_carried', driver_id, -carried_out
        from billing
        where made_by = 'farestream' and billing_cycle = (
          select max(cycle) from closed_cycle)
        union all
        select 'bank_clearing', driver_id, -sum(payment_amount)
        from payment where payment_status = 'submitted' group by driver_id
        union all
        select 'driver_receivable', driver_id, sum(payment_amount)
        from payment where payment_status = 'duplicate' group by driver_id
      )
      select driver_id as sort_key, 'an account differs from what bills and payments leave open' as what,
        jsonb_build_object('drivers', driver_id) as rows, 1 as number, account as figure,
        coalesce(posted.amount, 0.00)::text as found,
        coalesce(open.amount, 0.00)::text as expected
      from posted full join open using (account, driver_id)
      where coalesce(posted.amount, 0) <> coalesce(open.amount, 0)
      """;

  private BalancesStep() {}

  static List<String> checks() {
    return List.of(ENTRIES_BALANCE, ACCOUNTS);
  }
}
