package farestream.payout;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Blocks the accounts that a bank message reports, by a reason code, as impossible to pay.
final class AccountBlocks {

  /// Blocks an account at most once per payment. After a person has lifted the block, the same
  /// report in another file doesn't block the account again.
  private static final String BLOCK =
      """
      with to_block as (
        select distinct on (payment.id) payment.id, payment.driver_id, payment.bank_account,
          account_code, concat_ws(', ', reported.reason, :source) as reason
        from reported join payment using (end_to_end_id)
        where verdict in ('REJECTED', 'RETURNED') and account_code is not null
          and (problem is null or problem in ('fault', 'amount'))
          and not exists (
            select from bank_account_event
            where bank_account_event.payment = payment.id and event = 'blocked')
        order by payment.id, number
      ), blocked as (
        insert into bank_account_event
          (bank_account, event, payment, code, reason, happened_at)
        select bank_account, 'blocked', id, account_code, reason, :now
        from to_block order by id
      )
      select distinct driver_id from to_block order by driver_id
      """;

  private final Handle handle;

  /// @param handle in a transaction that holds [Payout#LOCK], after [ReportedPayments#validate]
  AccountBlocks(Handle handle) {
    this.handle = handle;
  }

  /// Blocks the accounts.
  ///
  /// @return the drivers whose accounts were blocked
  List<Long> block(BankMessage message, Instant now) {
    return handle
        .createQuery(BLOCK)
        .bind("source", message.kind().text() + " " + message.messageId())
        .bind("now", now)
        .mapTo(Long.class)
        .list();
  }
}
