package farestream.dynamodb.store;

import org.jspecify.annotations.Nullable;

/// One consistent state of the store.
public interface Reader {

  byte @Nullable [] get(int keyspace, byte[] key);

  /// Visits the entries of a range in its order, until the visitor has seen enough.
  void scan(KeyRange range, Visitor visitor);

  /// The size of a keyspace as of the last commit; zero if it is not counted.
  Size size(int keyspace);

  /// Is given one entry.
  @FunctionalInterface
  interface Visitor {
    /// @return whether to go on
    boolean visit(byte[] key, byte[] value);
  }
}
