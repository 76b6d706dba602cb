package farestream.history;

import farestream.history.History.Chunk;
import farestream.tripimport.CopyRows;
import farestream.tripimport.TripImports;
import farestream.tripimport.TripImports.Loaded;
import farestream.tripimport.TripImports.Place;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/// Brings a history into the ledger. The next chunk is read and written down in PostgreSQL's format
/// by a thread of its own while the database takes the one before; no more than these few are in
/// memory.
public final class HistoryLoader {
  private static final int PREPARED = 2;

  private final TripImports loads;
  private final History history;
  private final Map<Long, Loaded> places;
  private final BlockingQueue<Prepared> prepared = new ArrayBlockingQueue<>(PREPARED);

  private HistoryLoader(TripImports loads, History history, Map<Long, Loaded> places) {
    this.loads = loads;
    this.history = history;
    this.places = places;
  }

  /// What came of it.
  ///
  /// @param read trips of the history so far
  /// @param loaded by this run
  /// @param there before: loaded by an earlier run, or by whatever else
  /// @param total of those that were loaded, in dollars
  /// @param complete it came to the history's end
  public record Outcome(long read, long loaded, long there, BigDecimal total, boolean complete) {}

  private sealed interface Prepared {
    /// @param copied absent where the place is loaded already
    record Ready(long place, int trips, Optional<CopyRows> copied) implements Prepared {}

    record End() implements Prepared {}

    record Failed(Throwable cause) implements Prepared {}
  }

  /// @param stopped asked between chunks
  /// @param advanced hears how many trips are through
  public static Outcome run(
      TripImports loads, History history, BooleanSupplier stopped, LongConsumer advanced)
      throws SQLException, InterruptedException {
    var loading = new HistoryLoader(loads, history, loads.places(history.source()));
    var reader = Thread.ofPlatform().name("history").start(loading::read);
    try {
      return loading.write(stopped, advanced);
    } finally {
      reader.interrupt();
      reader.join();
    }
  }

  private Outcome write(BooleanSupplier stopped, LongConsumer advanced)
      throws SQLException, InterruptedException {
    var outcome = new Outcome(0, 0, 0, BigDecimal.ZERO.setScale(2), false);
    var planned = false;
    while (!stopped.getAsBoolean()) {
      switch (prepared.take()) {
        case Prepared.Ready(var place, var trips, var copied) -> {
          var loaded = new Loaded(0, BigDecimal.ZERO);
          if (copied.isPresent()) {
            var at = new Place(history.source(), place, history.isSettled());
            loaded = loads.load(at, copied.get(), history::settle);
            if (!planned) {
              // The tables were empty, perhaps, and the next chunks are planned for.
              loads.analyze();
              planned = true;
            }
          }
          outcome =
              new Outcome(
                  outcome.read + trips,
                  outcome.loaded + loaded.trips(),
                  outcome.there + trips - loaded.trips(),
                  outcome.total.add(loaded.total()),
                  false);
          advanced.accept(outcome.read);
        }
        case Prepared.End() -> {
          if (outcome.loaded > 0) {
            loads.analyze();
          }
          return new Outcome(outcome.read, outcome.loaded, outcome.there, outcome.total, true);
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
    var copied =
        places.containsKey(chunk.place())
            ? Optional.<CopyRows>empty()
            : Optional.of(CopyRows.of(chunk.trips()));
    return new Prepared.Ready(chunk.place(), chunk.trips().size(), copied);
  }
}
