package farestream.worker;

import farestream.checkpoint.Checkpoint;
import farestream.checkpoint.Checkpoints;
import farestream.checkpoint.Gap;
import farestream.checkpoint.ReaderEpoch;
import farestream.checkpoint.ReaderProgress;
import farestream.checkpoint.ShardKey;
import farestream.sink.Batch;
import farestream.sink.BatchOutcome;
import farestream.sink.Ledger;
import farestream.worker.ShardReader.Page;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One leadership term. Each round discovers shards if that is due, reads one page of each open
/// shard and applies the pages. Any failure ends the term; the next one resumes at the
/// checkpoints.
final class LeaderTerm {
  /// Interval of shard discovery. A rotated shard is noticed at once by its end; the interval is
  /// for a stream that was enabled again.
  private static final long DISCOVERY_NANOS = 2_000_000_000L;

  /// Shards read concurrently and applied together. It bounds the memory used.
  private static final int MAX_CONCURRENT = 8;

  private static final Logger log = LoggerFactory.getLogger("farestream.worker");

  private final Shards shards;
  private final Connection connection;
  private final Ledger ledger;
  private final long epoch;
  private final ExecutorService executor;
  private final LongSupplier nanoTime;
  private final Map<ShardKey, ShardReader> open = new LinkedHashMap<>();
  private boolean discoveryDue = true;
  private long discoveredAt;

  private LeaderTerm(
      Shards shards,
      Connection connection,
      Ledger ledger,
      long epoch,
      ExecutorService executor,
      LongSupplier nanoTime) {
    this.shards = shards;
    this.connection = connection;
    this.ledger = ledger;
    this.epoch = epoch;
    this.executor = executor;
    this.nanoTime = nanoTime;
  }

  /// Starts a term. From here on no earlier leader can commit, so the checkpoints are read after
  /// the epoch is taken.
  ///
  /// @param ledger must use `connection`
  /// @param executor reads several shards concurrently
  static LeaderTerm takeOver(
      TripStreams streams,
      Connection connection,
      Ledger ledger,
      ExecutorService executor,
      LongSupplier nanoTime)
      throws SQLException {
    var epoch = ReaderEpoch.takeOver(connection);
    var shards = new Shards(streams, Checkpoints.all(connection));
    connection.commit();
    return new LeaderTerm(shards, connection, ledger, epoch, executor, nanoTime);
  }

  /// Another worker has taken over; this one must stand by.
  static final class TakenOver extends Exception {
    private static final long serialVersionUID = 1L;

    TakenOver(long epoch) {
      super("another worker has taken over from epoch " + epoch);
    }
  }

  /// @return the number of records read and applied
  int round() throws SQLException, TakenOver, InterruptedException, ExecutionException {
    if (discoveryDue || nanoTime.getAsLong() - discoveredAt > DISCOVERY_NANOS) {
      discover();
    }
    var read = 0;
    var readers = List.copyOf(open.values());
    for (var from = 0; from < readers.size(); from += MAX_CONCURRENT) {
      var group = readers.subList(from, Math.min(from + MAX_CONCURRENT, readers.size()));
      read += apply(pages(group));
    }
    return read;
  }

  private void discover() throws SQLException, TakenOver {
    requireLeadership();
    var discovery = shards.discover();
    var checkpoints = new ArrayList<>(discovery.added());
    discovery
        .gone()
        .forEach(gap -> checkpoints.add(new Checkpoint(gap.shard(), gap.after(), true)));
    if (!checkpoints.isEmpty()) {
      record(discovery.gone(), checkpoints);
    }
    for (var ready : discovery.ready()) {
      open.computeIfAbsent(
          ready.from().shard(),
          _ -> new ShardReader(ready.stream(), ready.from(), ready.firstNumber()));
    }
    discoveredAt = nanoTime.getAsLong();
    discoveryDue = !discovery.gone().isEmpty();
  }

  /// Checks that this term's epoch is still the latest. The query also detects a lost connection,
  /// and with it a lost lock, while the stream is idle.
  private void requireLeadership() throws SQLException, TakenOver {
    var latest = ReaderEpoch.latest(connection);
    connection.rollback();
    if (latest != epoch) {
      throw new TakenOver(epoch);
    }
  }

  private List<Page> pages(List<ShardReader> readers)
      throws InterruptedException, ExecutionException {
    if (readers.size() == 1) {
      return List.of(readers.getFirst().next());
    }
    var reading = new ArrayList<Future<Page>>();
    readers.forEach(reader -> reading.add(executor.submit(reader::next)));
    var pages = new ArrayList<Page>();
    for (var page : reading) {
      pages.add(page.get());
    }
    return pages;
  }

  private int apply(List<Page> pages) throws SQLException, TakenOver {
    var gaps = new ArrayList<Gap>();
    var checkpoints = new ArrayList<Checkpoint>();
    var read = new ArrayList<Page.Read>();
    for (var page : pages) {
      switch (page) {
        case Page.Trimmed(var checkpoint) -> {
          gaps.add(new Gap(checkpoint.shard(), checkpoint.sequenceNumber()));
          checkpoints.add(checkpoint);
        }
        case Page.Read(var changes, var checkpoint)
            when changes.isEmpty() && !checkpoint.finished() -> {}
        case Page.Read some -> read.add(some);
      }
    }
    if (!gaps.isEmpty()) {
      record(gaps, checkpoints);
    }
    if (!read.isEmpty()) {
      applyRead(read);
    }
    return read.stream().mapToInt(page -> page.changes().size()).sum();
  }

  private void applyRead(List<Page.Read> read) throws SQLException, TakenOver {
    var source = read.getFirst().checkpoint().shard().streamArn();
    var changes = read.stream().flatMap(page -> page.changes().stream()).toList();
    var checkpoints = new ArrayList<>(read.stream().map(Page.Read::checkpoint).toList());
    if (checkpoints.stream().anyMatch(Checkpoint::finished)) {
      // The new child shards get checkpoints in the same commit as their parent's end, so that a
      // child dropped unread is detected.
      checkpoints.addAll(shards.discover().added());
    }
    var committed = committed(ledger.apply(new Batch(source, changes, progress(checkpoints))));
    if (!committed.rejected().isEmpty()) {
      log.warn(
          "records quarantined: {}; to see why, run ./farestream quarantine list",
          committed.rejected().size());
    }
    advance(checkpoints);
  }

  private void record(List<Gap> gaps, List<Checkpoint> checkpoints) throws SQLException, TakenOver {
    for (var gap : gaps) {
      log.error(
          "records of shard {} after {} have expired unread; to find and restore the missing trips, run"
              + " ./farestream reconcile --repair",
          gap.shard().shardId(),
          gap.after().orElse("its start"));
    }
    var _ = committed(ledger.gaps(gaps, progress(checkpoints).orElseThrow()));
    advance(checkpoints);
  }

  private Optional<ReaderProgress> progress(List<Checkpoint> checkpoints) {
    return Optional.of(new ReaderProgress(epoch, checkpoints));
  }

  private void advance(List<Checkpoint> checkpoints) {
    for (var checkpoint : checkpoints) {
      shards.advance(checkpoint);
      if (checkpoint.finished()) {
        open.remove(checkpoint.shard());
        discoveryDue = true;
      }
    }
  }

  private static BatchOutcome.Committed committed(BatchOutcome outcome)
      throws SQLException, TakenOver {
    return switch (outcome) {
      case BatchOutcome.Committed committed -> committed;
      case BatchOutcome.NotCommitted(_, var outage) -> throw outage;
      case BatchOutcome.Fenced(var epoch) -> throw new TakenOver(epoch);
    };
  }
}
