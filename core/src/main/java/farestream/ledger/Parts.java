package farestream.ledger;

import farestream.ledger.Ledger.Candidate;
import farestream.stream.TripChange;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A batch in parts, each decoded and encoded while PostgreSQL still writes the one before it.
final class Parts implements Iterator<Parts.Part> {
  /// Smaller ones cost more statements, larger ones leave PostgreSQL waiting for the first.
  private static final int SIZE = 250;

  private final List<TripChange> changes;
  private final Function<List<Candidate>, Wave> encoder;
  private int begun;
  private @Nullable CompletableFuture<Part> ahead;

  /// @param waves to be written one after the other
  record Part(Sorted sorted, List<Wave> waves) {}

  /// @param encoder is called by other threads, too
  Parts(List<TripChange> changes, Function<List<Candidate>, Wave> encoder) {
    this.changes = changes;
    this.encoder = encoder;
  }

  @Override
  public boolean hasNext() {
    return ahead != null || begun < changes.size();
  }

  @Override
  public Part next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    var part = ahead == null ? prepare(take()) : ahead.join();
    ahead = begun < changes.size() ? prepareAhead(take()) : null;
    return part;
  }

  private List<TripChange> take() {
    var from = begun;
    begun = Math.min(from + SIZE, changes.size());
    return changes.subList(from, begun);
  }

  private CompletableFuture<Part> prepareAhead(List<TripChange> some) {
    return CompletableFuture.supplyAsync(() -> prepare(some), Thread::startVirtualThread);
  }

  private Part prepare(List<TripChange> some) {
    var sorted = Sorted.of(some);
    return new Part(sorted, Waves.of(sorted.candidates()).stream().map(encoder).toList());
  }
}
