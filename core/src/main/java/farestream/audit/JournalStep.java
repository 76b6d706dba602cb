package farestream.audit;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Checks that the journal has exactly the entries of all bills and payments, and that its hash
/// chain is intact.
final class JournalStep {

  /// An entry has at most one line per account, so the same key identifies lines on both sides.
  private static final String ENTRIES =
      """
      with due as (
        select 'cycle ' || cycle as subject, entry.*
        from billing join closed_cycle on cycle = billing_cycle
          cross join lateral entries_of_bill(billing) as entry
        where made_by = 'farestream'
        union all
        select 'manual bills', entry.*
        from billing cross join lateral entries_of_bill(billing) as entry
        where made_by = 'manual'
        union all
        select 'cycle ' || cycle, entry.*
        from billing_adjustment join billing on billing.id = billing_id
          join closed_cycle on cycle = billing_cycle
          cross join lateral entries_of_adjustment(billing_adjustment, billing.driver_id) as entry
        union all
        select 'payments', entry.*
        from payment_event join payment on payment.id = payment_event.payment
          cross join lateral
            entries_of_payment(payment_event, payment.driver_id, payment_amount) as entry
      ), posted as (
        select min(subject) as subject, kind, source_id, account, min(driver_id) as driver_id,
          sum(amount) as amount, count(*) as lines, min(posting_id) as posting_id,
          min(journal_line.id) as line_id
        from journal_line join journal_posting as posting on posting.id = posting_id
        group by kind, source_id, account
      )
      select coalesce(posted.posting_id, 9223372036854775807) as sort_key,
        'the journal differs from bills and payments' as what,
        jsonb_strip_nulls(jsonb_build_object('journal_posting', posted.posting_id,
          'journal_line', line_id,
          case kind when 'adjustment' then 'billing_adjustment'
            when 'payment' then 'payment_event' else 'billing' end, source_id)) as rows,
        number, kind || ' ' || account || ' ' || figure as figure, found, expected
      from due full join posted using (kind, source_id, account)
      cross join lateral (values
        (1, 'lines', coalesce(lines, 0)::text,
          case when due.amount is null then '0' else '1' end),
        (2, 'amount', posted.amount::text, due.amount::text),
        (3, 'driver_id', posted.driver_id::text, due.driver_id::text),
        (4, 'posting', posted.subject, due.subject)
      ) as figure (number, figure, found, expected)
      where found is distinct from expected
        -- Repeats the comparison above to skip writing the figures of lines that are right.
        and (lines, posted.amount, posted.driver_id, posted.subject)
          is distinct from (1, due.amount, due.driver_id, due.subject)
      """;

  private static final String CHAIN =
      """
      select id as sort_key, 'the hash chain of the journal is broken' as what,
        jsonb_build_object('journal_posting', id) as rows, figure.*
      from (
        select *, row_number() over (order by id) as due_id,
          lag(digest, 1, ''::bytea) over (order by id) as due_previous
        from journal_posting) as posting
      left join lateral (
        select closed_at from billing_cycle where subject = 'cycle ' || cycle) as cycle on true
      cross join lateral (values
        (1, 'id', id::text, due_id::text),
        (2, 'previous', encode(previous, 'hex'), encode(due_previous, 'hex')),
        (3, 'lines', lines::text,
          (select count(*) from journal_line where posting_id = posting.id)::text),
        (4, 'posted_at', posted_at::text, coalesce(closed_at, posted_at)::text),
        (5, 'digest', encode(digest, 'hex'),
          encode(journal_digest(previous, id, posted_at, subject, lines), 'hex'))
      ) as figure (number, figure, found, expected)
      where found is distinct from expected
      """;

  private static final String HEAD =
      """
      select id, encode(digest, 'hex') as digest from journal_posting order by id desc limit 1
      """;

  private JournalStep() {}

  static List<String> checks() {
    return List.of(ENTRIES, CHAIN);
  }

  /// Returns a check that compares a noted head with the posting of the same id.
  static String against(ChainHead noted) {
    return """
      select noted.posting as sort_key, 'the journal differs from the noted chain head' as what,
        jsonb_build_object('journal_posting', noted.posting) as rows,
        1 as number, 'digest' as figure, encode(journal_posting.digest, 'hex') as found,
        noted.digest as expected
      from (select %d as posting, '%s' as digest) as noted
        left join journal_posting on id = noted.posting
      where encode(journal_posting.digest, 'hex') is distinct from noted.digest
      """
        .formatted(noted.posting(), noted.digest());
  }

  static Optional<ChainHead> head(Handle handle) {
    return handle
        .createQuery(HEAD)
        .map((row, _) -> new ChainHead(row.getLong("id"), row.getString("digest")))
        .findOne();
  }
}
