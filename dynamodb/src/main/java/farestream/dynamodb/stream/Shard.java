package farestream.dynamodb.stream;

import org.jspecify.annotations.Nullable;

/// A part of a stream: the records of some partitions, for some time. Sequence numbers are as
/// [SequenceNumbers] counts them.
///
/// @param number unique in the stream, from 0; its records' place in the store
/// @param parent the id of the shard whose items it took over, also when that one is gone; null for
///     the first
/// @param fromHash the first hash of a partition that it has
/// @param toHash the first that it no longer has
/// @param start every record's sequence number is above it
/// @param end every record's is below it; null while the shard is open
/// @param trimmed the latest sequence number whose record was deleted; 0 if none was
public record Shard(
    String id,
    int number,
    @Nullable String parent,
    long fromHash,
    long toHash,
    long start,
    @Nullable Long end,
    long createdMillis,
    long trimmed) {

  public boolean isOpen() {
    return end == null;
  }

  /// Whether it is closed and holds nothing above a sequence number.
  boolean endsBy(long sequence) {
    return end != null && end <= sequence;
  }

  boolean has(int hash) {
    return fromHash <= hash && hash < toHash;
  }

  Shard closed(long sequence) {
    return new Shard(id, number, parent, fromHash, toHash, start, sequence, createdMillis, trimmed);
  }

  Shard trimmedTo(long sequence) {
    return new Shard(id, number, parent, fromHash, toHash, start, end, createdMillis, sequence);
  }
}
