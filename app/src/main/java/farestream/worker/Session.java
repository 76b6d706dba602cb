package farestream.worker;

import farestream.ledger.Batch;
import farestream.ledger.Checkpoint;
import farestream.ledger.Checkpoints;
import farestream.ledger.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/// The time for which this process is the one that reads: from taking the lock on a connection to
/// the loss of either. Whatever goes wrong ends the session; the next begins at the checkpoints.
final class Session {
  private static final long LOOK_FOR_NEW_SHARDS_MILLIS = 2_000;
  private static final Logger log = LoggerFactory.getLogger("farestream.worker");

  private final TripStreams streams;
  private final Connection connection;
  private final Ledger ledger;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final Map<TripStream, Map<String, Checkpoint>> checkpoints = new HashMap<>();

  /// A shard and the stream it belongs to.
  private record Place(TripStream stream, String shardId) {}

  /// @param connection holds the lock; closed by whoever opened it
  Session(TripStreams streams, Connection connection) throws SQLException {
    this.streams = streams;
    this.connection = connection;
    this.ledger = new Ledger(connection);
  }

  /// Reads until something fails or the thread is interrupted.
  void run() throws SQLException, InterruptedException, ExecutionException {
    try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        readAll(readers);
      } finally {
        readers.shutdownNow();
      }
    }
  }

  private void readAll(ExecutorService executor)
      throws SQLException, InterruptedException, ExecutionException {
    var readers = new ExecutorCompletionService<Place>(executor);
    var started = new HashSet<Place>();
    while (true) {
      for (var place : ready()) {
        if (started.add(place)) {
          var reader = new ShardReader(place.stream(), this::apply, from(place));
          readers.submit(
              () -> {
                reader.readToTheEnd();
                return place;
              });
        }
      }
      var ended = readers.poll(LOOK_FOR_NEW_SHARDS_MILLIS, TimeUnit.MILLISECONDS);
      if (ended != null) {
        log.debug("shard {} is read to its end", ended.get().shardId());
      }
    }
  }

  /// What may be read now: of the oldest stream that isn't finished, the shards whose parent is
  /// finished or is no longer there to be read.
  private List<Place> ready() throws SQLException {
    var ready = new ArrayList<Place>();
    for (var stream : streams.oldestFirst()) {
      var shards = stream.shards();
      var there = shards.stream().map(Shard::shardId).collect(Collectors.toSet());
      var unfinished = false;
      for (var shard : shards) {
        var place = new Place(stream, shard.shardId());
        var parent = Optional.ofNullable(shard.parentShardId()).filter(there::contains);
        if (!from(place).finished()) {
          unfinished = true;
          if (parent.isEmpty() || from(new Place(stream, parent.get())).finished()) {
            ready.add(place);
          }
        }
      }
      if (unfinished) {
        break;
      }
    }
    return ready;
  }

  private Checkpoint from(Place place) throws SQLException {
    oneAtATime.lock();
    try {
      var none = new Checkpoint(place.shardId(), Optional.empty(), false);
      return checkpoints(place.stream()).getOrDefault(place.shardId(), none);
    } finally {
      oneAtATime.unlock();
    }
  }

  private Map<String, Checkpoint> checkpoints(TripStream stream) throws SQLException {
    var known = checkpoints.get(stream);
    if (known == null) {
      known = Checkpoints.of(connection, stream.arn());
      connection.commit();
      checkpoints.put(stream, known);
    }
    return known;
  }

  private void apply(TripStream stream, Batch batch) throws SQLException, InterruptedException {
    oneAtATime.lockInterruptibly();
    try {
      var applied = ledger.apply(batch);
      for (var checkpoint : batch.checkpoint().stream().toList()) {
        checkpoints(stream).put(checkpoint.shardId(), checkpoint);
      }
      if (applied.setAside() > 0) {
        log.warn(
            "{} record(s) set aside: farestream quarantine list tells why", applied.setAside());
      }
    } finally {
      oneAtATime.unlock();
    }
  }
}
