package farestream.audit;

import java.math.BigDecimal;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// The number of rows that an audit checked, and their sums.
///
/// @param tallies one per kind of row, in the order of the steps
public record CheckedRows(List<Tally> tallies) {

  /// The count and sum of one kind of row.
  ///
  /// @param of the kind, such as `bills`
  /// @param sum the sum of their amounts, which may exceed the range of [farestream.money.Money];
  ///     0 if the rows have no amount
  public record Tally(String of, long rows, BigDecimal sum) {}

  private static final String COUNT =
      """
      select 1 as number, 'cycles' as of, count(*) as rows, 0.00 as sum from billing_cycle
      union all
      select 2, 'lines', count(*), coalesce(sum(amount), 0.00) from billing_line
      union all
      select 3, 'adjustments', count(*), coalesce(sum(drivers_part - cash), 0.00)
      from billing_adjustment
      union all
      select 4, 'bills', count(*), coalesce(sum(billing_amount), 0.00) from billing
      union all
      select 5, 'payable', count(*), coalesce(sum(payable), 0.00) from billing where payable <> 0
      union all
      select 6, 'payments', count(*), coalesce(sum(payment_amount), 0.00) from payment
      union all
      select 7, 'postings', count(*), 0.00 from journal_posting
      union all
      select 8, 'debits', count(*), coalesce(sum(amount), 0.00)
      from journal_line where amount > 0
      union all
      select 9, 'credits', count(*), coalesce(sum(amount), 0.00)
      from journal_line where amount < 0
      union all
      select 10, 'seals', coalesce(sum(cardinality(keys)), 0), 0.00 from journal_seal
      order by number
      """;

  static CheckedRows in(Handle handle) {
    return new CheckedRows(handle.createQuery(COUNT).map(ConstructorMapper.of(Tally.class)).list());
  }
}
