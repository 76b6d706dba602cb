package farestream.dynamodb.stream;

import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.store.Reader;
import farestream.dynamodb.store.Writer;
import java.nio.ByteBuffer;

/// The records of streams in the store: by shard, then by sequence number.
final class StreamRecords {
  private static final int KEY_BYTES = Integer.BYTES + Long.BYTES;

  private final RecordFormat format;

  StreamRecords(RecordFormat format) {
    this.format = format;
  }

  /// Is given a record.
  @FunctionalInterface
  interface Visitor {
    /// @param encoded as [RecordFormat] has it
    /// @return whether to go on
    boolean visit(long sequence, byte[] encoded);
  }

  void append(Writer writer, Stream stream, Shard shard, StreamRecord record) {
    writer.put(stream.keyspace(), key(shard, record.sequence()), format.encode(record));
  }

  /// Visits the records above a sequence number in their order.
  void scan(Reader reader, Stream stream, Shard shard, long after, Visitor visitor) {
    var range = range(stream, shard, after + 1, Long.MAX_VALUE, false);
    reader.scan(range, (key, encoded) -> visitor.visit(sequence(key), encoded));
  }

  /// The sequence number of the shard's last record that isn't above another, or 0.
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

  /// Deletes the oldest records.
  ///
  /// @param atMost up to this sequence number
  /// @param most this many
  /// @return the last sequence number that was deleted; 0 if none was
  long delete(Writer writer, Stream stream, Shard shard, long atMost, int most) {
    var last = new long[1];
    var left = new int[] {most};
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
