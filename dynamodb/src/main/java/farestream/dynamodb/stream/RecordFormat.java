package farestream.dynamodb.stream;

import farestream.dynamodb.json.JsonBytes;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemCodec;
import farestream.dynamodb.value.ItemTranscoder;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Records as bytes on disk (time, kind, size, then keys, old image and new image, each with its
/// length, which is 0 for an image that isn't there) and as the protocol's JSON. Thread-safe.
final class RecordFormat {
  private static final int SIZE_PLACE = Long.BYTES + Byte.BYTES;
  private static final int KEYS_PLACE = SIZE_PLACE + Integer.BYTES;

  private final ItemCodec codec;
  private final ItemTranscoder transcoder;

  RecordFormat(ItemCodec codec) {
    this.codec = codec;
    this.transcoder = codec.transcoder();
  }

  byte[] encode(StreamRecord record) {
    var keys = codec.encode(record.keys());
    var oldImage = encode(record.oldImage());
    var newImage = encode(record.newImage());
    return ByteBuffer.allocate(
            KEYS_PLACE + 3 * Integer.BYTES + keys.length + oldImage.length + newImage.length)
        .putLong(record.createdSeconds())
        .put(record.kind().code())
        .putInt(record.size())
        .putInt(keys.length)
        .put(keys)
        .putInt(oldImage.length)
        .put(oldImage)
        .putInt(newImage.length)
        .put(newImage)
        .array();
  }

  private byte[] encode(@Nullable Map<String, AttributeValue> image) {
    return image == null ? new byte[0] : codec.encode(image);
  }

  /// SizeBytes of an encoded record.
  static int size(byte[] encoded) {
    return ByteBuffer.wrap(encoded).getInt(SIZE_PLACE);
  }

  void write(JsonBytes json, String region, Stream stream, long sequence, byte[] encoded) {
    var fields = ByteBuffer.wrap(encoded);
    json.raw("{\"eventID\":\"").raw(eventId(stream, sequence));
    json.raw("\",\"eventName\":\"").raw(StreamRecord.Kind.of(fields.get(Long.BYTES)).name());
    json.raw("\",\"eventVersion\":\"1.1\",\"eventSource\":\"aws:dynamodb\",\"awsRegion\":");
    json.quoted(region).raw(",\"dynamodb\":{\"ApproximateCreationDateTime\":");
    json.number(fields.getLong(0));
    var place = writeItem(json, "Keys", encoded, KEYS_PLACE);
    var newPlace = writeItem(json, "OldImage", encoded, place);
    writeItem(json, "NewImage", encoded, newPlace);
    json.raw(",\"SequenceNumber\":\"").raw(SequenceNumbers.text(sequence));
    json.raw("\",\"SizeBytes\":").number(size(encoded));
    json.raw(",\"StreamViewType\":\"").raw(stream.view().name()).raw("\"}}");
  }

  /// @param place where its length is
  /// @return where the next one's length is
  private int writeItem(JsonBytes json, String name, byte[] encoded, int place) {
    var length = ByteBuffer.wrap(encoded).getInt(place);
    if (length > 0) {
      json.raw(",\"").raw(name).raw("\":");
      transcoder.transcode(encoded, place + Integer.BYTES, json);
    }
    return place + Integer.BYTES + length;
  }

  // The same at every reading. A sequence number is given once in this server.
  private static String eventId(Stream stream, long sequence) {
    var hex = HexFormat.of();
    return hex.toHexDigits((long) stream.keyspace()) + hex.toHexDigits(sequence);
  }
}
