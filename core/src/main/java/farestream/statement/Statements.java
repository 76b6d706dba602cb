package farestream.statement;

import farestream.database.ColumnTypes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// The statements of a cycle, ordered by driver. All are read from one REPEATABLE READ snapshot.
/// Four lists are streamed and merged, so only one statement is in memory at a time.
public final class Statements implements AutoCloseable, Iterator<Statement> {
  private static final int FETCH_SIZE = 1_000;

  private final Handle handle;
  private final int cycle;
  private final Optional<Long> driver;
  private final String company;
  private final Optional<Period> period;
  private final long number;
  private final Iterator<NamedBill> bills;
  private Optional<NamedBill> next;

  private record NamedBill(long driverId, Optional<String> name, Bill bill) {}

  private Statements(Handle handle, int cycle, Optional<Long> driver) {
    this.handle = handle;
    this.cycle = cycle;
    this.driver = driver;
    this.company = Company.name(handle);
    this.period =
        handle
            .createQuery(StatementSql.CYCLE)
            .bind("cycle", cycle)
            .map((row, _) -> StatementRows.period(row))
            .findOne();
    this.number = list(StatementSql.NUMBER).mapTo(Long.class).one();
    var trips = new OrderedJoin<>(list(StatementSql.TRIPS), (row, _) -> StatementRows.trip(row));
    var corrections =
        new OrderedJoin<>(
            list(StatementSql.CORRECTIONS), (row, _) -> StatementRows.correction(row));
    var payments =
        new OrderedJoin<>(list(StatementSql.PAYMENTS), (row, _) -> StatementRows.payment(row));
    this.bills =
        list(StatementSql.BILLS)
            .map(
                (row, _) ->
                    new NamedBill(
                        row.getLong("driver_id"),
                        Optional.ofNullable(row.getString("driver_name")),
                        StatementRows.bill(row, trips, corrections, payments)))
            .iterator();
    this.next = read();
  }

  /// Opens the statements of a cycle.
  ///
  /// @param driver the driver; empty for all drivers
  /// @throws InconsistentBill if the first bill is inconsistent
  /// @throws org.jdbi.v3.core.JdbiException if the database can't be reached or fails
  public static Statements open(DataSource ledger, int cycle, Optional<Long> driver) {
    var handle = ColumnTypes.jdbi(ledger).open();
    try {
      handle.setReadOnly(true);
      handle.setTransactionIsolationLevel(TransactionIsolationLevel.REPEATABLE_READ);
      handle.begin();
      return new Statements(handle, cycle, driver);
    } catch (RuntimeException failure) {
      close(handle);
      throw failure;
    }
  }

  private Query list(String sql) {
    var bills = driver.isPresent() ? StatementSql.OF_DRIVER : StatementSql.OF_ALL;
    var query = handle.createQuery(bills + sql).bind("cycle", cycle).setFetchSize(FETCH_SIZE);
    driver.ifPresent(id -> query.bind("driver", id.longValue()));
    return query;
  }

  /// Returns the number of statements.
  public long number() {
    return number;
  }

  /// Why there is no statement.
  public enum Absence {
    NO_SUCH_DRIVER,
    NO_SUCH_CYCLE,
    NOT_BILLED
  }

  /// Returns why there is no statement. Call it only if [#number] is 0.
  public Absence absence() {
    if (driver.isPresent() && !driverExists(driver.get())) {
      return Absence.NO_SUCH_DRIVER;
    }
    return period.isEmpty() ? Absence.NO_SUCH_CYCLE : Absence.NOT_BILLED;
  }

  private boolean driverExists(long id) {
    return handle.createQuery(StatementSql.DRIVER).bind("driver", id).mapTo(Boolean.class).one();
  }

  /// Returns the number of the last cycle.
  public Optional<Integer> lastCycle() {
    return handle.createQuery(StatementSql.LAST_CYCLE).mapTo(Integer.class).findOne();
  }

  @Override
  public boolean hasNext() {
    return next.isPresent();
  }

  /// Returns the next driver's statement.
  ///
  /// @throws InconsistentBill if one of its bills or the first bill of the following driver is
  ///     inconsistent
  @Override
  public Statement next() {
    var first = next.orElseThrow(NoSuchElementException::new);
    var ofDriver = new ArrayList<Bill>();
    while (next.filter(bill -> bill.driverId() == first.driverId()).isPresent()) {
      ofDriver.add(next.get().bill());
      next = read();
    }
    return new Statement(company, cycle, period, first.driverId(), first.name(), ofDriver);
  }

  private Optional<NamedBill> read() {
    return bills.hasNext() ? Optional.of(bills.next()) : Optional.empty();
  }

  @Override
  public void close() {
    close(handle);
  }

  private static void close(Handle handle) {
    try (handle) {
      if (handle.isInTransaction()) {
        handle.rollback();
      }
    }
  }
}
