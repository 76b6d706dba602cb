package farestream.dynamodb.store;

import org.jspecify.annotations.Nullable;

/// A sorted key-value store. Keys are ordered as unsigned bytes within a space; a space is a number
/// that its owner chooses. Thread-safe.
public interface Store extends AutoCloseable {

  /// Runs the work on a snapshot: it sees what was committed before it began and nothing later.
  <T extends @Nullable Object> T read(Work<Reader, T> work);

  /// Runs the work alone, one after another with all other writes, and returns when its changes
  /// are durable. Works that wait together are committed together. A ServiceException fails
  /// its own work only, which must not have written yet. Anything else that is thrown fails the
  /// whole group.
  ///
  /// @throws StoreException if the group could not be committed; nothing of it is stored
  <T extends @Nullable Object> T write(Work<Writer, T> work);

  @Override
  void close();

  /// @param <A> what it reads or writes by
  /// @param <T> what it gives
  @FunctionalInterface
  interface Work<A, T extends @Nullable Object> {
    T on(A access);
  }
}
