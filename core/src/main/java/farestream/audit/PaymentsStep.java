package farestream.audit;

import java.util.List;

/// Checks that payments equal their bills, that at most one payment per bill counts, that the
/// states of a payment follow from its events, and that bank files equal their payments.
final class PaymentsStep {

  private static final String OF_ITS_BILL =
      """
      select payment.id as sort_key, 'a payment differs from its bill' as what,
        jsonb_build_object('payment', payment.id, 'billing', billing.id) as rows, figure.*
      from payment join billing on billing.id = payment.billing_id
      cross join lateral (values
        (1, 'driver_id', payment.driver_id::text, billing.driver_id::text),
        (2, 'billing_cycle', payment.billing_cycle::text, billing.billing_cycle::text),
        (3, 'payment_amount', payment_amount::text, payable::text),
        (4, 'billing_status', billing_status, 'completed')
      ) as figure (number, figure, found, expected)
      where found is distinct from expected
      """;

  private static final String ONE_A_BILL =
      """
      select max(id) as sort_key, 'a bill is paid more than once' as what,
        jsonb_build_object('payment', max(id), 'billing', billing_id) as rows,
        1 as number, 'payments' as figure, count(*)::text as found, '1' as expected
      from payment where payment_counts(payment_status)
      group by billing_id having count(*) > 1
      """;

  private static final String DUPLICATES =
      """
      select id as sort_key, 'a duplicate is the only payment of its bill' as what,
        jsonb_build_object('payment', id, 'billing', billing_id) as rows,
        1 as number, 'payment_status' as figure, payment_status as found,
        'completed' as expected
      from payment
      where payment_status = 'duplicate' and not exists (
        select from payment as other
        where other.billing_id = payment.billing_id and payment_counts(other.payment_status))
      """;

  /// The first event of a payment made before states were recorded has the state of that time.
  private static final String EVENTS =
      """
      select id as sort_key, 'the events of a payment are in an impossible order' as what,
        jsonb_build_object('payment_event', id, 'payment', payment) as rows, figure.*
      from (
        select *, lag(status) over (partition by payment order by id) as before
        from payment_event) as event
      cross join lateral (values
        (1, 'previous', previous, before),
        (2, 'status', status,
          case when (coalesce(previous, 'none'), status) in (
              ('none', 'pending'), ('none', 'completed'), ('pending', 'submitted'),
              ('pending', 'failed'), ('submitted', 'completed'), ('submitted', 'failed'),
              ('submitted', 'returned'), ('completed', 'returned'), ('failed', 'completed'),
              ('failed', 'duplicate'), ('duplicate', 'completed'), ('duplicate', 'returned'),
              ('completed', 'completed'), ('duplicate', 'duplicate'))
            or previous is null and reason = 'made before states were kept' then status end)
      ) as figure (number, figure, found, expected)
      where found is distinct from expected
      """;

  /// A manual payment may have any date.
  private static final String DATE =
      """
      select payment.id as sort_key, 'a payment differs from the date of its first event' as what,
        jsonb_build_object('payment', payment.id) as rows,
        1 as number, 'payment_date' as figure, payment_date::text as found,
        began_at::text as expected
      from payment join (
        select distinct on (payment) payment, happened_at as began_at
        from payment_event order by payment, id) as first_event on payment.id = payment
      where made_by = 'farestream' and payment_date <> began_at
      """;

  private static final String STATE =
      """
      with last_event as (
        select distinct on (payment) * from payment_event order by payment, id desc
      )
      select payment.id as sort_key, 'a payment does not match its last event' as what,
        jsonb_build_object('payment', payment.id, 'payment_event', last_event.id) as rows,
        figure.*
      from payment left join last_event on last_event.payment = payment.id
      cross join lateral (values
        (1, 'payment_status', payment_status, status),
        (2, 'status_at', status_at::text, happened_at::text),
        (3, 'status_reason', status_reason,
          case when reason <> 'made before states were kept' then reason end),
        (4, 'actor', payment.actor, last_event.actor),
        (5, 'login', payment.login, last_event.login),
        (6, 'recorded_at', payment.recorded_at::text, last_event.recorded_at::text)
      ) as figure (number, figure, found, expected)
      where found is distinct from expected
      """;

  private static final String BATCHES =
      """
      select batch.id as sort_key, 'a bank file differs from its payments' as what,
        jsonb_build_object('payment_batch', batch.id) as rows, figure.*
      from payment_batch as batch left join (
        select batch_id, count(*) as payments, sum(payment_amount) as amount
        from payment group by batch_id) as held on held.batch_id = batch.id
      left join lateral (
        select max(happened_at) as given_up_at
        from payment_event join payment on payment.id = payment
        where batch_id = batch.id and written_at is null and previous = 'pending'
          and status = 'failed') as given_up on true
      cross join lateral (values
        (1, 'payments', batch.payments::text, coalesce(held.payments, 0)::text),
        (2, 'control_sum', control_sum::text, coalesce(amount, 0.00)::text),
        (3, 'abandoned_at', abandoned_at::text, given_up_at::text)
      ) as figure (number, figure, found, expected)
      where found is distinct from expected
      """;

  private static final String IN_ITS_BATCH =
      """
      select payment.id as sort_key, 'a payment does not fit its bank file' as what,
        jsonb_build_object('payment', payment.id, 'payment_batch', batch_id) as rows, figure.*
      from payment
        left join payment_batch on payment_batch.id = batch_id
        left join bank_account on bank_account.id = payment.bank_account
        left join bank_account as payer on payer.id = payer_account
      cross join lateral (values
        (1, 'end_to_end_id', end_to_end_id,
          case when batch_id is not null then 'FS-' || payment.id end),
        (2, 'bank_account', bank_account.driver_id::text,
          case when batch_id is not null then payment.driver_id end::text),
        (3, 'payer_account', payer.driver_id::text, null),
        (4, 'made_by', made_by, case when batch_id is null then made_by else 'farestream' end),
        (5, 'payment_status', payment_status,
          case when batch_id is null and payment_is_under_way(payment_status)
              then 'in a bank file'
            when abandoned_at is not null and payment_is_under_way(payment_status)
              then 'failed'
            when is_unfinished(payment_batch) and batch_id is not null
              then 'pending'
            else payment_status end)
      ) as figure (number, figure, found, expected)
      where found is distinct from expected
      """;

  /// Compares times of the server's clock. They are strictly ordered because a lock serializes
  /// blocking an account, unblocking it and creating a bank file.
  private static final String TO_A_BLOCKED_ACCOUNT =
      """
      with event as (
        select account_key(account) as key, bank_account_event.*,
          lead(bank_account_event.recorded_at) over (
            partition by account_key(account) order by bank_account_event.id) as until
        from bank_account_event join bank_account as account on account.id = bank_account
      )
      select payment.id as sort_key, 'a bank file pays a blocked account' as what,
        jsonb_build_object('payment', payment.id, 'bank_account_event', event.id) as rows,
        1 as number, 'bank_account' as figure, payment.bank_account::text as found,
        null::text as expected
      from payment join bank_account as account on account.id = payment.bank_account
        join (select payment, min(recorded_at) as made_at from payment_event group by payment)
          as first_event on first_event.payment = payment.id
        join event on event.key = account_key(account) and event.event = 'blocked'
          and made_at > event.recorded_at and made_at < coalesce(event.until, 'infinity')
      """;

  private static final String OF_THE_PAYMENTS_ACCOUNT =
      """
      select event.id as sort_key, 'an account was blocked by a payment to another account' as what,
        jsonb_build_object('bank_account_event', event.id, 'payment', payment.id) as rows,
        1 as number, 'bank_account' as figure, event.bank_account::text as found,
        payment.bank_account::text as expected
      from bank_account_event as event join payment on payment.id = event.payment
      where event.bank_account is distinct from payment.bank_account
      """;

  private PaymentsStep() {}

  static List<String> checks() {
    return List.of(
        OF_ITS_BILL,
        EVENTS,
        STATE,
        DATE,
        ONE_A_BILL,
        DUPLICATES,
        BATCHES,
        IN_ITS_BATCH,
        OF_THE_PAYMENTS_ACCOUNT,
        TO_A_BLOCKED_ACCOUNT);
  }
}
