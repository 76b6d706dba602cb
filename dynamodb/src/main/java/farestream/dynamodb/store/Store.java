package farestream.dynamodb.store;

import org.jspecify.annotations.Nullable;

/// A sorted key-value store. Keys are ordered as unsigned bytes within a keyspace; a keyspace is a
/// number that its owner chooses. Thread-safe.
public interface Store extends AutoCloseable {

  /// Runs a read transaction on a snapshot: it sees what was committed before it began and nothing
  /// later.
  <T extends @Nullable Object> T read(Work<Reader, T> transaction);

  /// Runs a write transaction. Write transactions run one after another; this returns when the
  /// changes are durable. Those that wait together are committed together (group commit). A
  /// ServiceException fails its own transaction only, which must not have written yet. Anything
  /// else that is thrown fails the whole group.
  ///
  /// @throws StoreException if the group could not be committed; nothing of it is stored
  <T extends @Nullable Object> T write(Work<Writer, T> transaction);

  @Override
  void close();

  /// The body of a transaction.
  ///
  /// @param <A> what it reads or writes by
  /// @param <T> what it gives
  @FunctionalInterface
  interface Work<A, T extends @Nullable Object> {
    T on(A access);
  }
}
