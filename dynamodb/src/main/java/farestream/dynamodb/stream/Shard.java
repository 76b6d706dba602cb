package farestream.dynamodb.stream;

import org.jspecify.annotations.Nullable;

/// A shard of a stream: the records of a range of partitions during a period. Sequence numbers are
/// those of [SequenceNumbers].
///
/// @param number a number from 0 that is unique in the stream; prefix of the store keys of its
///     records
/// @param parent the id of the shard that it continues, kept after the parent is trimmed; null for
///     the first shard
/// @param fromHash the lower bound of the partition hashes, inclusive
/// @param toHash the upper bound of the partition hashes, exclusive
/// @param start a sequence number below those of all records
/// @param end a sequence number above those of all records; null while the shard is open
/// @param createdMillis the time of creation, in milliseconds since 1970
/// @param trimmed the latest sequence number whose record was trimmed; 0 if none was
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

  /// Returns whether the shard is closed and has no records above a sequence number.
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
