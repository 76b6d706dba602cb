package farestream.payout;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Blocks accounts of which a message says, by the code of its reason, that they can't be paid.
final class AccountBlocks {

  /// Once for what is said of a payment: who has lifted the block is not overruled by the same
  /// news in another file.
  private static final String BLOCK =
      """
      with said as (
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
          (bank_account, event, payment, code, reason, happened_at, by_whom)
        select bank_account, 'blocked', id, account_code, reason, :now, :byWhom from said order by id
      )
      select distinct driver_id from said order by driver_id
      """;

  private final Handle handle;

  /// @param handle in a transaction, under the lock of who pays, after [ReportedPayments#judge]
  AccountBlocks(Handle handle) {
    this.handle = handle;
  }

  /// @return the drivers
  List<Long> block(BankMessage message, Instant now, String byWhom) {
    return handle
        .createQuery(BLOCK)
        .bind("source", message.kind().text() + " " + message.messageId())
        .bind("now", now)
        .bind("byWhom", byWhom)
        .mapTo(Long.class)
        .list();
  }
}
