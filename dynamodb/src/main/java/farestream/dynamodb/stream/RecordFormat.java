package farestream.dynamodb.stream;

import farestream.dynamodb.json.JsonBytes;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemCodec;
import farestream.dynamodb.value.ItemTranscoder;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Encodes records as bytes on disk and as the protocol's JSON. The bytes are time, kind and size,
/// then keys, old image and new image, each preceded by its length, which is 0 if the image is
/// absent. Thread-safe.
final class RecordFormat {
  private static final int SIZE_POSITION = Long.BYTES + Byte.BYTES;
  private static final int KEYS_POSITION = SIZE_POSITION + Integer.BYTES;

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
            KEYS_POSITION + 3 * Integer.BYTES + keys.length + oldImage.length + newImage.length)
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

  /// Returns the `SizeBytes` of an encoded record.
  static int size(byte[] encoded) {
    return ByteBuffer.wrap(encoded).getInt(SIZE_POSITION);
  }

  void write(JsonBytes json, String region, Stream stream, long sequence, byte[] encoded) {
    var fields = ByteBuffer.wrap(encoded);
    json.raw("{\"eventID\":\"").raw(eventId(stream, sequence));
    json.raw("\",\"eventName\":\"").raw(StreamRecord.Kind.of(fields.get(Long.BYTES)).name());
    json.raw("\",\"eventVersion\":\"1.1\",\"eventSource\":\"aws:dynamodb\",\"awsRegion\":");
    json.quoted(region).raw(",\"dynamodb\":{\"ApproximateCreationDateTime\":");
    json.number(fields.getLong(0));
    var oldImagePosition = writeItem(json, "Keys", encoded, KEYS_POSITION);
    var newImagePosition = writeItem(json, "OldImage", encoded, oldImagePosition);
    writeItem(json, "NewImage", encoded, newImagePosition);
    json.raw(",\"SequenceNumber\":\"").raw(SequenceNumbers.text(sequence));
    json.raw("\",\"SizeBytes\":").number(size(encoded));
    json.raw(",\"StreamViewType\":\"").raw(stream.view().name()).raw("\"}}");
  }

  /// @param position the position of the item's length
  /// @return the position of the next item's length
  private int writeItem(JsonBytes json, String name, byte[] encoded, int position) {
    var length = ByteBuffer.wrap(encoded).getInt(position);
    if (length > 0) {
      json.raw(",\"").raw(name).raw("\":");
      transcoder.transcode(encoded, position + Integer.BYTES, json);
    }
    return position + Integer.BYTES + length;
  }

  // The id is the same each time that the record is read. It is unique because this server assigns
  // each sequence number only once.
  private static String eventId(Stream stream, long sequence) {
    var hex = HexFormat.of();
    return hex.toHexDigits((long) stream.keyspace()) + hex.toHexDigits(sequence);
  }
}
