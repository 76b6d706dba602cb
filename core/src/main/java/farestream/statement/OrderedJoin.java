package farestream.statement;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/// A merge join of bills with one of their lists. Both are sorted by bill, and the list is
/// streamed.
final class OrderedJoin<T> {
  private final Iterator<BillRow<T>> rows;
  private Optional<BillRow<T>> next;

  private record BillRow<T>(long billId, T value) {}

  /// @param query returns rows with a `bill_id`, in the order of the bills
  OrderedJoin(Query query, RowMapper<T> mapper) {
    this.rows =
        query
            .map((row, context) -> new BillRow<>(row.getLong("bill_id"), mapper.map(row, context)))
            .iterator();
    this.next = read();
  }

  /// Returns the rows of a bill. Must be called for the bills in their order.
  List<T> of(long billId) {
    var values = new ArrayList<T>();
    while (next.filter(row -> row.billId() == billId).isPresent()) {
      values.add(next.get().value());
      next = read();
    }
    return List.copyOf(values);
  }

  private Optional<BillRow<T>> read() {
    return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
  }
}
