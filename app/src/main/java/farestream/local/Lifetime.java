package farestream.local;

/// What the data of a start are for.
enum Lifetime {
  /// Kept, and safe on the disk before a write is answered.
  LASTING,
  /// Gone with this JVM: the start may be quick.
  THROW_AWAY
}
