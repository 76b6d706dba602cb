package farestream.local;

/// How long the data of a start are needed.
enum Lifetime {
  /// The data are kept, and a write is on disk before it is acknowledged.
  DURABLE,
  /// The data are deleted when this JVM ends, so a start may skip syncing to disk.
  TEMPORARY
}
