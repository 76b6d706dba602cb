package farestream.dynamodb.store;

import org.jspecify.annotations.Nullable;

/// A sorted key-value store. Keys are ordered as unsigned bytes within a keyspace, which is
/// identified by a number that the caller chooses. Thread-safe.
public interface Store extends AutoCloseable {

  /// Runs a read transaction on a snapshot: it sees everything that was committed before it began
  /// and nothing that is committed later.
  <T extends @Nullable Object> T read(Transaction<Reader, T> transaction);

  /// Runs a write transaction and returns when its changes are durable. Write transactions run one
  /// after another, and those that are waiting at the same time are committed together (group
  /// commit). A ServiceException fails only its own transaction, which must not have written
  /// anything before. Any other exception fails the whole group.
  ///
  /// @throws StoreException if the group could not be committed; none of its changes is stored
  <T extends @Nullable Object> T write(Transaction<Writer, T> transaction);

  @Override
  void close();

  /// The body of a transaction.
  ///
  /// @param <A> the access to the store: a [Reader] or a [Writer]
  /// @param <T> the result
  @FunctionalInterface
  interface Transaction<A, T extends @Nullable Object> {
    T run(A access);
  }
}
