package farestream.payout;

import farestream.money.Money;
import farestream.payout.BankMessage.OfPayment;
import farestream.payout.BankMessages.Outcome;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What a message says, beside the payments it says it of, in a table that goes with the
/// transaction: all of them are judged before one is changed.
final class ReportedPayments {
  private static final int ROWS_AT_ONCE = 1_000;

  /// With an index, so that no plan looks at all of it for each payment, whatever the server
  /// believes of how many there are.
  private static final String TABLE =
      """
      create temporary table reported (
        number integer generated always as identity, end_to_end_id text not null,
        verdict text not null, amount numeric, reason text, batch_id integer,
        primary key (end_to_end_id, number)) on commit drop
      """;

  private static final String TAKE =
      """
      insert into reported (end_to_end_id, verdict, amount, reason)
      values (:endToEndId, :verdict, :amount, :reason)
      """;

  private static final String OF_ALL =
      """
      insert into reported (end_to_end_id, verdict, reason)
      select end_to_end_id, :verdict, :reason from payment
      where batch_id = :batch
        and not exists (select from reported where reported.end_to_end_id = payment.end_to_end_id)
      order by id
      """;

  private static final String JOINED =
      """
      reported left join payment on payment.end_to_end_id = reported.end_to_end_id
        and (reported.batch_id is null or reported.batch_id = payment.batch_id)
      """;

  private static final String UNKNOWN =
      "select reported.end_to_end_id, count(*) over ()::integer as payments from "
          + JOINED
          + "where payment.id is null order by number limit 1";

  private static final String OTHER_AMOUNT =
      "select reported.end_to_end_id, amount, payment_amount from "
          + JOINED
          + "where amount <> payment_amount order by number limit 1";

  private static final String UNFINISHED =
      "select payment.batch_id from "
          + JOINED
          + "where payment_status = 'pending' order by number limit 1";

  private final Handle handle;

  /// @param handle in a transaction, under the lock of who pays
  ReportedPayments(Handle handle) {
    this.handle = handle;
    handle.execute(TABLE);
  }

  void take(List<OfPayment> payments) {
    for (var from = 0; from < payments.size(); from += ROWS_AT_ONCE) {
      var rows = handle.prepareBatch(TAKE);
      payments
          .subList(from, Math.min(payments.size(), from + ROWS_AT_ONCE))
          .forEach(
              payment ->
                  rows.bind("endToEndId", payment.endToEndId())
                      .bind("verdict", payment.verdict().name())
                      .bind("amount", payment.amount().map(Money::amount))
                      .bind("reason", payment.reason())
                      .add());
      rows.execute();
    }
  }

  /// Payments of another batch are unknown then.
  void restrictTo(PaymentBatch batch, BankMessage.OfBatch said) {
    said.ofAll()
        .ifPresent(
            verdict ->
                handle
                    .createUpdate(OF_ALL)
                    .bind("verdict", verdict.name())
                    .bind("reason", said.reason())
                    .bind("batch", batch.id())
                    .execute());
    handle.execute("update reported set batch_id = ?", batch.id());
  }

  Optional<Outcome> refused() {
    return unknown().or(this::otherAmount).or(this::unfinished);
  }

  private Optional<Outcome> unknown() {
    return handle
        .createQuery(UNKNOWN)
        .<Outcome>map(
            (row, _) ->
                new Outcome.UnknownPayment(row.getString("end_to_end_id"), row.getInt("payments")))
        .findOne();
  }

  private Optional<Outcome> otherAmount() {
    return handle
        .createQuery(OTHER_AMOUNT)
        .<Outcome>map(
            (row, _) ->
                new Outcome.OtherAmount(
                    row.getString("end_to_end_id"),
                    new Money(row.getBigDecimal("amount")),
                    new Money(row.getBigDecimal("payment_amount"))))
        .findOne();
  }

  private Optional<Outcome> unfinished() {
    return handle
        .createQuery(UNFINISHED)
        .mapTo(Integer.class)
        .findOne()
        .map(batch -> new Outcome.UnfinishedBatch(PaymentBatches.get(handle, batch)));
  }
}
