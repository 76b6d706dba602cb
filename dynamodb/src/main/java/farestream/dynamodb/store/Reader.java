package farestream.dynamodb.store;

import org.jspecify.annotations.Nullable;

/// Reads one consistent snapshot of the store.
public interface Reader {

  byte @Nullable [] get(int keyspace, byte[] key);

  /// Visits the entries of a range in its order until the visitor stops the scan.
  void scan(KeyRange range, Visitor visitor);

  /// Returns the size of a keyspace as of the last commit; zero if it isn't counted.
  Size size(int keyspace);

  /// Receives the entries of a scan.
  @FunctionalInterface
  interface Visitor {
    /// @return whether to continue the scan
    boolean visit(byte[] key, byte[] value);
  }
}
