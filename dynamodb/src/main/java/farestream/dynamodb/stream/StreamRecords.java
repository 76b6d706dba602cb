package farestream.dynamodb.stream;

import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.store.Reader;
import farestream.dynamodb.store.Writer;
import java.nio.ByteBuffer;

/// Reads and writes the records of streams in the store, ordered by shard and sequence number.
final class StreamRecords {
  private static final int KEY_BYTES = Integer.BYTES + Long.BYTES;

  private final RecordFormat format;

  StreamRecords(RecordFormat format) {
    this.format = format;
  }

  /// Receives the records of a scan.
  @FunctionalInterface
  interface Visitor {
    /// @param encoded the record, as encoded by [RecordFormat]
    /// @return whether to continue the scan
    boolean visit(long sequence, byte[] encoded);
  }

  void append(Writer writer, Stream stream, Shard shard, StreamRecord record) {
    writer.put(stream.keyspace(), key(shard, record.sequence()), format.encode(record));
  }

  /// Visits the records above a sequence number in order.
  void scan(Reader reader, Stream stream, Shard shard, long after, Visitor visitor) {
    var range = range(stream, shard, after + 1, Long.MAX_VALUE, false);
    reader.scan(range, (key, encoded) -> visitor.visit(sequence(key), encoded));
  }

  /// Returns the largest sequence number of the shard's records up to `atMost`; 0 if there is
  /// none.
  long last(Reader reader, Stream stream, Shard shard, long atMost) {
    var found = new long[1];
    reader.scan(
        range(stream, shard, 0, atMost, true),
        (key, _) -> {
          found[0] = sequence(key);
          return false;
        });
    return found[0];
  }

  /// Deletes the oldest records of a shard.
  ///
  /// @param atMost the largest sequence number to delete
  /// @param maxRecords the maximum number of records to delete
  /// @return the largest sequence number that was deleted; 0 if none was
  long delete(Writer writer, Stream stream, Shard shard, long atMost, int maxRecords) {
    var last = new long[1];
    var left = new int[] {maxRecords};
    writer.scan(
        range(stream, shard, 0, atMost, false),
        (key, _) -> {
          last[0] = sequence(key);
          return --left[0] > 0;
        });
    if (last[0] > 0) {
      writer.delete(range(stream, shard, 0, last[0], false));
    }
    return last[0];
  }

  private static KeyRange range(
      Stream stream, Shard shard, long from, long last, boolean descending) {
    return new KeyRange(
        stream.keyspace(), key(shard, from), KeyRange.after(key(shard, last)), descending);
  }

  private static byte[] key(Shard shard, long sequence) {
    return ByteBuffer.allocate(KEY_BYTES).putInt(shard.number()).putLong(sequence).array();
  }

  private static long sequence(byte[] key) {
    return ByteBuffer.wrap(key).getLong(Integer.BYTES);
  }
}
