package farestream.billing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The transactions that were writing trips, or what holds them, at a moment. Numbers of rows are
/// given out before the rows are seen: only when all of these have ended is every row up to the
/// latest number either there or never to come. Nobody who begins to write afterwards is held up.
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

  /// Returns when they have ended, or after the patience.
  ///
  /// @return whether all have ended
  boolean haveEnded(Handle handle, Duration patience) {
    var deadline = Instant.now().plus(patience);
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
