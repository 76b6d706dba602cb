package farestream.history;

import farestream.booking.BulkWrite;
import farestream.booking.CompletedItem;
import farestream.booking.ReadRate;
import farestream.booking.TripLookup;
import farestream.booking.TripsTable;
import farestream.trip.CompletedTrip;
import farestream.trip.TripKey;
import farestream.tripimport.UnsentImports;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/// Writes the items that the ledger's loads lack in DynamoDB, many requests at once, whoever loaded
/// them. What is completed there is left as it is: an earlier run has written it, or it was amended
/// since.
public final class HistoryUploader {
  /// More of them make the local DynamoDB no faster; AWS takes as many.
  private static final int AT_ONCE = 32;

  private static final int KEYS_AT_ONCE = 100;

  private final UnsentImports unsent;
  private final BulkWrite table;
  private final TripLookup lookup;
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final ReentrantLock lock = new ReentrantLock();
  private long written;
  private long there;
  private final BooleanSupplier stopped;
  private final LongConsumer advanced;

  private HistoryUploader(
      UnsentImports unsent, TripsTable table, BooleanSupplier stopped, LongConsumer advanced) {
    this.unsent = unsent;
    this.table = new BulkWrite(table);
    this.lookup = new TripLookup(table, ReadRate.unlimited());
    this.stopped = stopped;
    this.advanced = advanced;
  }

  /// What came of it.
  ///
  /// @param written items, by this run
  /// @param there completed before
  /// @param complete no load lacks an item
  public record Outcome(long written, long there, boolean complete) {

    /// No load lacked an item.
    public boolean wasNothing() {
      return complete && written + there == 0;
    }
  }

  /// How many items may be lacking.
  public static long toSend(Connection connection) throws SQLException {
    return new UnsentImports(connection)
        .loads().stream().mapToLong(UnsentImports.Load::trips).sum();
  }

  /// @param stopped asked between requests; a load that is begun is then not called sent
  /// @param advanced hears how many trips are through; called by one thread at a time
  /// @throws software.amazon.awssdk.core.exception.SdkException if the table can't be reached; the
  ///     next run goes on with the load
  public static Outcome run(
      Connection connection, TripsTable table, BooleanSupplier stopped, LongConsumer advanced)
      throws SQLException, InterruptedException {
    var sending = new HistoryUploader(new UnsentImports(connection), table, stopped, advanced);
    var complete = sending.run();
    return new Outcome(sending.written, sending.there, complete);
  }

  private boolean run() throws SQLException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var load : unsent.loads()) {
        send(unsent.trips(load), threads);
        if (stopped.getAsBoolean()) {
          return false;
        }
        unsent.sent(load);
      }
    }
    return true;
  }

  private void send(List<CompletedTrip> trips, ExecutorService threads)
      throws InterruptedException {
    var requests = new ArrayList<Callable<Void>>();
    for (var from = 0; from < trips.size(); from += KEYS_AT_ONCE) {
      var some = trips.subList(from, Math.min(trips.size(), from + KEYS_AT_ONCE));
      requests.add(
          () -> {
            sendSome(some);
            return null;
          });
    }
    for (var request : threads.invokeAll(requests)) {
      try {
        var _ = request.get();
      } catch (ExecutionException failed) {
        switch (failed.getCause()) {
          case RuntimeException cause -> throw cause;
          case InterruptedException _ -> throw new InterruptedException();
          case null, default -> throw new IllegalStateException(failed);
        }
      }
    }
  }

  private void sendSome(List<CompletedTrip> trips) throws InterruptedException {
    free.acquire();
    try {
      if (stopped.getAsBoolean()) {
        return;
      }
      var kept = new HashSet<TripKey>();
      for (var item : lookup.find(trips.stream().map(CompletedTrip::key).toList())) {
        if (!BulkWrite.mayBeReplaced(item)) {
          kept.add(item.key());
        }
      }
      var items =
          trips.stream().filter(trip -> !kept.contains(trip.key())).map(CompletedItem::of).toList();
      count(0, kept.size());
      for (var from = 0; from < items.size(); from += BulkWrite.MOST) {
        var batch = items.subList(from, Math.min(items.size(), from + BulkWrite.MOST));
        table.put(batch);
        count(batch.size(), 0);
      }
    } finally {
      free.release();
    }
  }

  private void count(int nowWritten, int foundThere) {
    lock.lock();
    try {
      written += nowWritten;
      there += foundThere;
      advanced.accept(written + there);
    } finally {
      lock.unlock();
    }
  }
}
