package farestream.billing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The transactions that were writing trips, or records that hold trips, at one moment. A row gets
/// its id before it becomes visible. Only when all of these transactions have ended is every row
/// up to the largest id either visible or known never to appear. Transactions that start writing
/// later aren't blocked.
record TripWriters(List<String> transactions) {

  private static final String WRITING =
      """
      select distinct virtualtransaction from pg_locks
      where locktype = 'relation' and relation in ('trips'::regclass, 'trip_history'::regclass,
          'quarantine'::regclass, 'trip_removal'::regclass)
        and database = (select oid from pg_database where datname = current_database())
        and granted and pid is distinct from pg_backend_pid()
        and mode in ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock',
          'AccessExclusiveLock')
      """;

  private static final String STILL_WRITING =
      "select virtualtransaction from ("
          + WRITING
          + ") as writing"
          + " where virtualtransaction = any(:transactions)";

  private static final String PAUSE = "select pg_sleep(0.005)";

  static TripWriters now(Handle handle) {
    return new TripWriters(handle.createQuery(WRITING).mapTo(String.class).list());
  }

  /// Waits until all of them have ended.
  ///
  /// @param timeout the longest time to wait
  /// @return false if some of them were still running after the timeout
  boolean haveEnded(Handle handle, Duration timeout) {
    var deadline = Instant.now().plus(timeout);
    var writing = this;
    while (!writing.transactions.isEmpty()) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      handle.execute(PAUSE);
      writing = writing.still(handle);
    }
    return true;
  }

  private TripWriters still(Handle handle) {
    return new TripWriters(
        handle
            .createQuery(STILL_WRITING)
            .bindArray("transactions", String.class, transactions)
            .mapTo(String.class)
            .list());
  }
}
