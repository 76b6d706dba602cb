package farestream.dynamodb.store;

import java.util.Arrays;

/// A range of keys in a keyspace, from an inclusive lower bound to an exclusive upper bound.
/// Callers must not modify the arrays.
public final class KeyRange {
  // No key begins with 0xFF: keys begin with text in UTF-8, a small number or a 31-bit hash.
  private static final byte[] END = {-1};

  private final int keyspace;
  private final byte[] from;
  private final byte[] to;
  private final boolean descending;

  /// @param from the lower bound, inclusive
  /// @param to the upper bound, exclusive
  /// @param descending whether to scan from the last key to the first
  public KeyRange(int keyspace, byte[] from, byte[] to, boolean descending) {
    this.keyspace = keyspace;
    this.from = from;
    this.to = to;
    this.descending = descending;
  }

  int keyspace() {
    return keyspace;
  }

  public byte[] from() {
    return from;
  }

  byte[] to() {
    return to;
  }

  boolean descending() {
    return descending;
  }

  public static KeyRange all(int keyspace) {
    return new KeyRange(keyspace, new byte[0], END, false);
  }

  /// Returns the range of keys that begin with a prefix.
  public static KeyRange prefix(int keyspace, byte[] prefix, boolean descending) {
    return new KeyRange(keyspace, prefix, afterPrefix(prefix), descending);
  }

  public static byte[] end() {
    return END.clone();
  }

  /// Returns the smallest key that is larger than every key with this prefix.
  public static byte[] afterPrefix(byte[] prefix) {
    var end = prefix.length;
    while (end > 0 && prefix[end - 1] == -1) {
      end--;
    }
    if (end == 0) {
      return end();
    }
    var next = Arrays.copyOf(prefix, end);
    next[end - 1]++;
    return next;
  }

  /// Returns the smallest key that is larger than this one.
  public static byte[] after(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  /// Returns the rest of the range after a key in scan direction, to resume a scan.
  public KeyRange beyond(byte[] key) {
    return descending
        ? new KeyRange(keyspace, from, key, true)
        : new KeyRange(keyspace, after(key), to, false);
  }

  public boolean has(byte[] key) {
    return Arrays.compareUnsigned(key, from) >= 0 && Arrays.compareUnsigned(key, to) < 0;
  }

  boolean isEmpty() {
    return Arrays.compareUnsigned(from, to) >= 0;
  }
}
