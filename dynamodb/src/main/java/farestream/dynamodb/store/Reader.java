package farestream.dynamodb.store;

import org.jspecify.annotations.Nullable;

/// One consistent state of the store.
public interface Reader {

  byte @Nullable [] get(int space, byte[] key);

  /// Visits the entries of a range in its order, until the visitor has seen enough.
  void scan(KeyRange range, Visitor visitor);

  /// The size of a space as of the last commit; zero if nobody keeps it.
  Size size(int space);

  /// Is given one entry.
  @FunctionalInterface
  interface Visitor {
    /// @return whether to go on
    boolean visit(byte[] key, byte[] value);
  }
}
