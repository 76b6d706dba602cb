package farestream.worker;

import farestream.ledger.Batch;
import farestream.ledger.Checkpoint;
import farestream.ledger.Checkpoints;
import farestream.ledger.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final long LOOK_FOR_NEW_SHARDS_MILLIS = 5_000;
  private static final Logger log = LoggerFactory.getLogger(Session.class);

  private final TripStream stream;
  private final Ledger ledger;
  private final ReentrantLock oneBatchAtATime = new ReentrantLock();
  private final Map<String, Checkpoint> checkpoints;

  /// @param connection holds the lock; closed by whoever opened it
  Session(TripStream stream, Connection connection) throws SQLException {
    this.stream = stream;
    this.ledger = new Ledger(connection);
    this.checkpoints = new HashMap<>(Checkpoints.of(connection, stream.arn()));
    connection.commit();
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

  private void readAll(ExecutorService executor) throws InterruptedException, ExecutionException {
    var readers = new ExecutorCompletionService<String>(executor);
    var started = new HashMap<String, Checkpoint>();
    while (true) {
      for (var shard : ready(stream.shards())) {
        var from = from(shard.shardId());
        if (started.putIfAbsent(shard.shardId(), from) == null) {
          readers.submit(
              () -> {
                new ShardReader(stream, this::apply, from).readToTheEnd();
                return shard.shardId();
              });
        }
      }
      var ended = readers.poll(LOOK_FOR_NEW_SHARDS_MILLIS, TimeUnit.MILLISECONDS);
      if (ended != null) {
        log.debug("shard {} is read to its end", ended.get());
      }
    }
  }

  /// A shard may be read once its parent is finished, or is no longer there to be read.
  private List<Shard> ready(List<Shard> shards) {
    Set<String> there = shards.stream().map(Shard::shardId).collect(Collectors.toSet());
    return shards.stream()
        .filter(shard -> !from(shard.shardId()).finished())
        .filter(
            shard ->
                shard.parentShardId() == null
                    || !there.contains(shard.parentShardId())
                    || from(shard.parentShardId()).finished())
        .toList();
  }

  private Checkpoint from(String shardId) {
    oneBatchAtATime.lock();
    try {
      return checkpoints.getOrDefault(shardId, new Checkpoint(shardId, Optional.empty(), false));
    } finally {
      oneBatchAtATime.unlock();
    }
  }

  private void apply(Batch batch) throws SQLException, InterruptedException {
    oneBatchAtATime.lockInterruptibly();
    try {
      var applied = ledger.apply(batch);
      batch.checkpoint().ifPresent(checkpoint -> checkpoints.put(checkpoint.shardId(), checkpoint));
      if (applied.setAside() > 0) {
        log.warn(
            "{} record(s) set aside: see the table quarantine for the reason", applied.setAside());
      }
    } finally {
      oneBatchAtATime.unlock();
    }
  }
}
