package farestream.dynamodb.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.dynamodb.error.ServiceException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;

/// A place in a shard, between two records. Its text holds all of it, so that it outlives a restart
/// of the server.
///
/// @param arn the stream's
/// @param shard the shard's number
/// @param after the place is behind the record of this sequence number, or where it would be
/// @param issuedMillis since 1970
/// @param generation how often iterators were expired on command before it was issued
public record ShardIterator(String arn, int shard, long after, long issuedMillis, int generation) {
  private static final int BYTES = 2 * Integer.BYTES + 2 * Long.BYTES;
  private static final String VERSION = "|1|";

  public String text() {
    var bytes = ByteBuffer.allocate(BYTES + Integer.BYTES);
    bytes.putInt(shard).putLong(after).putLong(issuedMillis).putInt(generation);
    bytes.putInt(checksum(arn, bytes.array()));
    return arn + VERSION + Base64.getEncoder().encodeToString(bytes.array());
  }

  /// @throws ServiceException (ValidationException) if it isn't an iterator's text
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
