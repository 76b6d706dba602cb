package farestream.ledger;

import farestream.ledger.Ledger.Candidate;
import farestream.stream.TripChange;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A batch in parts, each decoded and encoded while PostgreSQL still writes the one before it.
final class Parts implements Iterator<Parts.Part> {
  private final List<TripChange> changes;
  private final int size;
  private final Function<List<Candidate>, Wave> encoder;
  private int begun;
  private @Nullable CompletableFuture<Part> ahead;

  /// @param waves to be written one after the other
  record Part(Sorted sorted, List<Wave> waves) {}

  /// @param encoder is called by other threads, too
  Parts(List<TripChange> changes, int size, Function<List<Candidate>, Wave> encoder) {
    this.changes = changes;
    this.size = size;
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
    var part = ahead == null ? prepare(take()) : prepared(ahead);
    ahead = begun < changes.size() ? prepareAhead(take()) : null;
    return part;
  }

  private List<TripChange> take() {
    var from = begun;
    begun = Math.min(from + size, changes.size());
    return changes.subList(from, begun);
  }

  private CompletableFuture<Part> prepareAhead(List<TripChange> some) {
    return CompletableFuture.supplyAsync(() -> prepare(some), Thread::startVirtualThread);
  }

  /// What failed there fails here as if it had been done here.
  private static Part prepared(CompletableFuture<Part> ahead) {
    try {
      return ahead.join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException bug ? bug : failure;
    }
  }

  private Part prepare(List<TripChange> some) {
    var sorted = Sorted.of(some);
    return new Part(sorted, Waves.of(sorted.candidates()).stream().map(encoder).toList());
  }
}
