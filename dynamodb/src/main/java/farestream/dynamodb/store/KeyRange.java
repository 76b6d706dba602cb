package farestream.dynamodb.store;

import java.util.Arrays;

/// Keys of a keyspace from one, included, to another, excluded.
/// The arrays must not be changed.
public final class KeyRange {
  // No key begins with 0xFF: keys begin with text in UTF-8, a small number or a hash of 31 bits.
  private static final byte[] END = {-1};

  private final int keyspace;
  private final byte[] from;
  private final byte[] to;
  private final boolean descending;

  /// @param descending from the last to the first
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

  /// The keys that begin with a prefix.
  public static KeyRange prefix(int keyspace, byte[] prefix, boolean descending) {
    return new KeyRange(keyspace, prefix, afterPrefix(prefix), descending);
  }

  public static byte[] end() {
    return END.clone();
  }

  /// The first key that is larger than every key with this prefix.
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

  /// The first key that is larger than this one.
  public static byte[] after(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  /// The part of the range beyond a key that was already seen.
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
