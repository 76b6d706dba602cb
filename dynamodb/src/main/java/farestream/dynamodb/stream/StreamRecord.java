package farestream.dynamodb.stream;

import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemSize;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A change of one item.
///
/// @param sequence the sequence number, as assigned by [SequenceNumbers]
/// @param createdSeconds the time of the change, in seconds since 1970
/// @param keys the key attributes of the item
/// @param oldImage the item before the change; null if it didn't exist or the view type omits it
/// @param newImage the item after the change; null if it was deleted or the view type omits it
record StreamRecord(
    long sequence,
    long createdSeconds,
    Kind kind,
    Map<String, AttributeValue> keys,
    @Nullable Map<String, AttributeValue> oldImage,
    @Nullable Map<String, AttributeValue> newImage) {
  enum Kind {
    INSERT('I'),
    MODIFY('M'),
    REMOVE('R');

    /// The code of the kind on disk.
    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    byte code() {
      return (byte) letter;
    }

    static Kind of(byte code) {
      return switch (code) {
        case 'I' -> INSERT;
        case 'M' -> MODIFY;
        case 'R' -> REMOVE;
        default -> throw new IllegalStateException("unknown record kind " + code);
      };
    }
  }

  /// Returns the size in bytes, by DynamoDB's rules for item sizes.
  int size() {
    return ItemSize.of(keys) + size(oldImage) + size(newImage);
  }

  private static int size(@Nullable Map<String, AttributeValue> image) {
    return image == null ? 0 : ItemSize.of(image);
  }
}
