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

/// The time for which this process is the one that reads. It goes in rounds: look for shards when
/// that is due, read a page of each, apply them. Whatever goes wrong ends the session; the next
/// begins at the checkpoints.
final class LeaderTerm {
  /// Rotation is noticed at once, by the end of a shard; this is for a stream switched on anew.
  private static final long LOOK_NANOS = 2_000_000_000L;

  /// Shards read at once and applied together, which bounds what is held in memory.
  private static final int MOST_AT_ONCE = 8;

  private static final Logger log = LoggerFactory.getLogger("farestream.worker");

  private final Shards shards;
  private final Connection connection;
  private final Ledger ledger;
  private final long epoch;
  private final ExecutorService executor;
  private final LongSupplier nanoTime;
  private final Map<ShardKey, ShardReader> open = new LinkedHashMap<>();
  private boolean lookNow = true;
  private long lookedAt;

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

  /// From here on nothing of an earlier reader is committed, and so the checkpoints are read last.
  ///
  /// @param ledger on that connection
  /// @param executor for reading several shards at once
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

  /// Another reader has taken over; this one is to stand by.
  static final class TakenOver extends Exception {
    private static final long serialVersionUID = 1L;

    TakenOver(long epoch) {
      super("another worker has taken over from epoch " + epoch);
    }
  }

  /// @return how many records were read and applied
  int round() throws SQLException, TakenOver, InterruptedException, ExecutionException {
    if (lookNow || nanoTime.getAsLong() - lookedAt > LOOK_NANOS) {
      look();
    }
    var read = 0;
    var readers = List.copyOf(open.values());
    for (var from = 0; from < readers.size(); from += MOST_AT_ONCE) {
      var group = readers.subList(from, Math.min(from + MOST_AT_ONCE, readers.size()));
      read += apply(pages(group));
    }
    return read;
  }

  private void look() throws SQLException, TakenOver {
    remainTheReader();
    var look = shards.look();
    var places = new ArrayList<>(look.unseen());
    look.gone().forEach(gap -> places.add(new Checkpoint(gap.shard(), gap.after(), true)));
    if (!places.isEmpty()) {
      record(look.gone(), places);
    }
    for (var ready : look.ready()) {
      open.computeIfAbsent(
          ready.from().shard(),
          _ -> new ShardReader(ready.stream(), ready.from(), ready.firstNumber()));
    }
    lookedAt = nanoTime.getAsLong();
    lookNow = !look.gone().isEmpty();
  }

  /// The lock goes with the connection. Where the stream gives nothing for hours, nothing else
  /// would tell that it is gone.
  private void remainTheReader() throws SQLException, TakenOver {
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
    var standing = new ArrayList<Checkpoint>();
    var read = new ArrayList<Page.Read>();
    for (var page : pages) {
      switch (page) {
        case Page.Trimmed(var place) -> {
          gaps.add(new Gap(place.shard(), place.sequenceNumber()));
          standing.add(place);
        }
        case Page.Read(var changes, var place) when changes.isEmpty() && !place.finished() -> {}
        case Page.Read some -> read.add(some);
      }
    }
    if (!gaps.isEmpty()) {
      record(gaps, standing);
    }
    if (!read.isEmpty()) {
      applyRead(read);
    }
    return read.stream().mapToInt(page -> page.changes().size()).sum();
  }

  private void applyRead(List<Page.Read> read) throws SQLException, TakenOver {
    var source = read.getFirst().place().shard().streamArn();
    var changes = read.stream().flatMap(page -> page.changes().stream()).toList();
    var places = new ArrayList<>(read.stream().map(Page.Read::place).toList());
    if (places.stream().anyMatch(Checkpoint::finished)) {
      // With its end its children are put on record: nothing else will tell of them.
      places.addAll(shards.look().unseen());
    }
    var committed = committed(ledger.apply(new Batch(source, changes, progress(places))));
    if (!committed.rejected().isEmpty()) {
      log.warn(
          "records quarantined: {}; ./farestream quarantine list tells why",
          committed.rejected().size());
    }
    moved(places);
  }

  private void record(List<Gap> gaps, List<Checkpoint> places) throws SQLException, TakenOver {
    for (var gap : gaps) {
      log.error(
          "the stream has dropped records of shard {} after {}: ./farestream reconcile --repair finds"
              + " what is missing",
          gap.shard().shardId(),
          gap.after().orElse("its start"));
    }
    var _ = committed(ledger.gaps(gaps, progress(places).orElseThrow()));
    moved(places);
  }

  private Optional<ReaderProgress> progress(List<Checkpoint> places) {
    return Optional.of(new ReaderProgress(epoch, places));
  }

  private void moved(List<Checkpoint> places) {
    for (var place : places) {
      shards.moved(place);
      if (place.finished()) {
        open.remove(place.shard());
        lookNow = true;
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
