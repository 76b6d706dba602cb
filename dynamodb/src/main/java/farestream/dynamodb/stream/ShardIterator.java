package farestream.dynamodb.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.dynamodb.error.ServiceException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;

/// A position in a shard, between two records. Its text contains all fields, so that the iterator
/// survives a restart of the server.
///
/// @param arn the ARN of the stream
/// @param shard the number of the shard
/// @param after reading starts after this sequence number, whose record needn't exist
/// @param issuedMillis the time of issue, in milliseconds since 1970
/// @param generation the number of times that all iterators were expired at the control port
///     before this one was issued
public record ShardIterator(String arn, int shard, long after, long issuedMillis, int generation) {
  private static final int BYTES = 2 * Integer.BYTES + 2 * Long.BYTES;
  private static final String VERSION = "|1|";

  public String text() {
    var bytes = ByteBuffer.allocate(BYTES + Integer.BYTES);
    bytes.putInt(shard).putLong(after).putLong(issuedMillis).putInt(generation);
    bytes.putInt(checksum(arn, bytes.array()));
    return arn + VERSION + Base64.getEncoder().encodeToString(bytes.array());
  }

  /// Parses the text of an iterator.
  ///
  /// @throws ServiceException (ValidationException) if the text isn't that of an iterator
  public static ShardIterator parse(String text) {
    var end = text.lastIndexOf(VERSION);
    if (end < 0) {
      throw invalid();
    }
    try {
      var arn = text.substring(0, end);
      var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text.substring(end + 3)));
      if (bytes.capacity() != BYTES + Integer.BYTES
          || bytes.getInt(BYTES) != checksum(arn, bytes.array())) {
        throw invalid();
      }
      return new ShardIterator(
          arn, bytes.getInt(), bytes.getLong(), bytes.getLong(), bytes.getInt());
    } catch (IllegalArgumentException notBase64) {
      throw invalid();
    }
  }

  private static ServiceException invalid() {
    return ServiceException.validation("Invalid ShardIterator");
  }

  private static int checksum(String arn, byte[] bytes) {
    var checksum = new CRC32C();
    checksum.update(arn.getBytes(UTF_8));
    checksum.update(bytes, 0, BYTES);
    return (int) checksum.getValue();
  }

  ShardIterator at(long newAfter, long nowMillis, int nowGeneration) {
    return new ShardIterator(arn, shard, newAfter, nowMillis, nowGeneration);
  }
}
