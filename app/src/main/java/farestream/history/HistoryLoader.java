package farestream.history;

import farestream.history.History.Chunk;
import farestream.tripimport.CopyRows;
import farestream.tripimport.TripImports;
import farestream.tripimport.TripImports.LoadStart;
import farestream.tripimport.TripImports.Loaded;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/// Loads a history into the ledger. A thread of its own reads the next chunks and encodes them in
/// PostgreSQL's binary COPY format while the database loads the previous one. At most four chunks
/// are in memory.
public final class HistoryLoader {
  private static final int MOST_PREPARED = 2;

  private final TripImports loads;
  private final History history;
  private final Map<Long, Loaded> previousLoads;
  private final BlockingQueue<Prepared> prepared = new ArrayBlockingQueue<>(MOST_PREPARED);

  private HistoryLoader(TripImports loads, History history, Map<Long, Loaded> previousLoads) {
    this.loads = loads;
    this.history = history;
    this.previousLoads = previousLoads;
  }

  /// The outcome of a run.
  ///
  /// @param read the number of trips read from the history
  /// @param loaded the number of trips loaded by this run
  /// @param existing the number of trips that the ledger already had, from an earlier run or
  ///     otherwise
  /// @param total the sum of the trips loaded by this run, in dollars
  /// @param complete whether the run reached the end of the history
  public record Outcome(
      long read, long loaded, long existing, BigDecimal total, boolean complete) {}

  private sealed interface Prepared {
    /// @param rows the encoded rows; absent if the chunk was loaded before
    record Ready(long position, int trips, Optional<CopyRows> rows) implements Prepared {}

    record End() implements Prepared {}

    record Failed(Throwable cause) implements Prepared {}
  }

  /// Loads the chunks that the ledger doesn't have yet, each in a transaction of its own.
  ///
  /// @param stopped returns whether to stop before the next chunk
  /// @param advanced receives the number of trips handled so far
  public static Outcome run(
      TripImports loads, History history, BooleanSupplier stopped, LongConsumer advanced)
      throws SQLException, InterruptedException {
    var loader = new HistoryLoader(loads, history, loads.loads(history.source()));
    var reader = Thread.ofPlatform().name("history").start(loader::read);
    try {
      return loader.write(stopped, advanced);
    } finally {
      reader.interrupt();
      reader.join();
    }
  }

  private Outcome write(BooleanSupplier stopped, LongConsumer advanced)
      throws SQLException, InterruptedException {
    var outcome = new Outcome(0, 0, 0, BigDecimal.ZERO.setScale(2), false);
    var analyzed = false;
    while (!stopped.getAsBoolean()) {
      switch (prepared.take()) {
        case Prepared.Ready(var position, var trips, var rows) -> {
          var loaded = new Loaded(0, BigDecimal.ZERO);
          if (rows.isPresent()) {
            var start = new LoadStart(history.source(), position, history.isSettled());
            loaded = loads.load(start, rows.get(), history::settle);
            if (!analyzed) {
              // The tables may have been empty, so the next chunks need statistics.
              loads.analyze();
              analyzed = true;
            }
          }
          outcome =
              new Outcome(
                  outcome.read + trips,
                  outcome.loaded + loaded.trips(),
                  outcome.existing + trips - loaded.trips(),
                  outcome.total.add(loaded.total()),
                  false);
          advanced.accept(outcome.read);
        }
        case Prepared.End() -> {
          if (outcome.loaded > 0) {
            loads.analyze();
          }
          return new Outcome(outcome.read, outcome.loaded, outcome.existing, outcome.total, true);
        }
        case Prepared.Failed(RuntimeException cause) -> throw cause;
        case Prepared.Failed(var cause) -> throw new IllegalStateException(cause);
      }
    }
    return outcome;
  }

  private void read() {
    try {
      try {
        for (var chunk = history.next(); chunk.isPresent(); chunk = history.next()) {
          prepared.put(prepare(chunk.get()));
        }
        prepared.put(new Prepared.End());
      } catch (RuntimeException | Error cause) {
        prepared.put(new Prepared.Failed(cause));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Prepared prepare(Chunk chunk) {
    var rows =
        previousLoads.containsKey(chunk.position())
            ? Optional.<CopyRows>empty()
            : Optional.of(CopyRows.of(chunk.trips()));
    return new Prepared.Ready(chunk.position(), chunk.trips().size(), rows);
  }
}
