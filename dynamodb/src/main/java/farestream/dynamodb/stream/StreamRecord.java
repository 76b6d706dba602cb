package farestream.dynamodb.stream;

import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemSize;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One change of one item.
///
/// @param sequence as [SequenceNumbers] counts
/// @param createdSeconds since 1970
/// @param oldImage null where there was none or the view leaves it out
/// @param newImage null where there is none or the view leaves it out
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

    /// What stands for it on disk.
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
        default -> throw new IllegalStateException("no kind has the code " + code);
      };
    }
  }

  /// Its size in bytes, as DynamoDB counts sizes of items.
  int size() {
    return ItemSize.of(keys) + size(oldImage) + size(newImage);
  }

  private static int size(@Nullable Map<String, AttributeValue> image) {
    return image == null ? 0 : ItemSize.of(image);
  }
}
