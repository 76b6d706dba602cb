package farestream.statement;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/// One of the lists that come in the order of bills, from which each bill takes its own.
final class OrderedJoin<T> {
  private final Iterator<OfBill<T>> rows;
  private Optional<OfBill<T>> next;

  private record OfBill<T>(long billId, T value) {}

  /// @param query whose rows have a `bill_id`
  OrderedJoin(Query query, RowMapper<T> mapper) {
    this.rows =
        query
            .map((row, context) -> new OfBill<>(row.getLong("bill_id"), mapper.map(row, context)))
            .iterator();
    this.next = read();
  }

  /// What belongs to the bill. Bills must be asked for in their order.
  List<T> of(long billId) {
    var values = new ArrayList<T>();
    while (next.filter(row -> row.billId() == billId).isPresent()) {
      values.add(next.get().value());
      next = read();
    }
    return List.copyOf(values);
  }

  private Optional<OfBill<T>> read() {
    return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
  }
}
