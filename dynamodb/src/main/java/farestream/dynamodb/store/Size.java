package farestream.dynamodb.store;

/// The size of a keyspace, as counted by its writers with [Writer#resize].
public record Size(long entries, long bytes) {
  static final Size NONE = new Size(0, 0);

  Size plus(Size other) {
    return new Size(entries + other.entries, bytes + other.bytes);
  }
}
