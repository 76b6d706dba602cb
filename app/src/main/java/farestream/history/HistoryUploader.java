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

/// Uploads to DynamoDB the items of all loads in the ledger that aren't marked as sent, with
/// concurrent requests. An item that is completed there is left as it is: an earlier run has
/// written it, or it was amended since.
public final class HistoryUploader {
  /// The most concurrent requests. More don't make the local DynamoDB faster, and AWS can handle
  /// this many.
  private static final int CONCURRENCY = 32;

  /// The most keys of one BatchGetItem request.
  private static final int MOST_KEYS = 100;

  private final UnsentImports unsent;
  private final BulkWrite table;
  private final TripLookup lookup;
  private final Semaphore free = new Semaphore(CONCURRENCY);
  private final ReentrantLock lock = new ReentrantLock();
  private long written;
  private long existing;
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

  /// The outcome of a run.
  ///
  /// @param written the number of items written by this run
  /// @param existing the number of items that were already completed
  /// @param complete whether all loads are sent
  public record Outcome(long written, long existing, boolean complete) {

    /// Returns whether there was nothing to send.
    public boolean wasNothing() {
      return complete && written + existing == 0;
    }
  }

  /// Returns the number of trips in the loads that aren't marked as sent.
  public static long toSend(Connection connection) throws SQLException {
    return new UnsentImports(connection)
        .loads().stream().mapToLong(UnsentImports.Load::trips).sum();
  }

  /// Uploads the items of all loads that aren't marked as sent.
  ///
  /// @param stopped returns whether to stop before the next request; an unfinished load is then not
  ///     marked as sent
  /// @param advanced receives the number of trips handled so far; called by one thread at a time
  /// @throws software.amazon.awssdk.core.exception.SdkException if the table can't be reached; the
  ///     next run resumes with the unfinished load
  public static Outcome run(
      Connection connection, TripsTable table, BooleanSupplier stopped, LongConsumer advanced)
      throws SQLException, InterruptedException {
    var uploader = new HistoryUploader(new UnsentImports(connection), table, stopped, advanced);
    var complete = uploader.run();
    return new Outcome(uploader.written, uploader.existing, complete);
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
    for (var from = 0; from < trips.size(); from += MOST_KEYS) {
      var batch = trips.subList(from, Math.min(trips.size(), from + MOST_KEYS));
      requests.add(
          () -> {
            sendBatch(batch);
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

  private void sendBatch(List<CompletedTrip> trips) throws InterruptedException {
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

  private void count(int nowWritten, int found) {
    lock.lock();
    try {
      written += nowWritten;
      existing += found;
      advanced.accept(written + existing);
    } finally {
      lock.unlock();
    }
  }
}
