package farestream.dynamodb.value;

import farestream.dynamodb.value.AttributeValue.B;
import farestream.dynamodb.value.AttributeValue.BS;
import farestream.dynamodb.value.AttributeValue.Bool;
import farestream.dynamodb.value.AttributeValue.L;
import farestream.dynamodb.value.AttributeValue.M;
import farestream.dynamodb.value.AttributeValue.N;
import farestream.dynamodb.value.AttributeValue.NS;
import farestream.dynamodb.value.AttributeValue.Null;
import farestream.dynamodb.value.AttributeValue.S;
import farestream.dynamodb.value.AttributeValue.SS;
import java.math.BigDecimal;
import java.util.Map;

/// Computes sizes in bytes by DynamoDB's rules, for limits and consumed capacity. Source:
/// "DynamoDB item sizes and formats" in the developer guide.
public final class ItemSize {
  /// The size limit of an item in bytes, including attribute names.
  public static final int MAX_ITEM_BYTES = 400 * 1024;

  private static final int CONTAINER_BYTES = 3;

  private ItemSize() {}

  public static int of(Map<String, AttributeValue> item) {
    var size = 0;
    for (var attribute : item.entrySet()) {
      size += utf8(attribute.getKey()) + of(attribute.getValue());
    }
    return size;
  }

  public static int of(AttributeValue value) {
    return switch (value) {
      case S(var text) -> utf8(text);
      case N(var number) -> of(number);
      case B(var binary) -> binary.bytes().length;
      case Bool _, Null _ -> 1;
      case SS(var texts) -> texts.stream().mapToInt(ItemSize::utf8).sum();
      case NS(var numbers) -> numbers.stream().mapToInt(ItemSize::of).sum();
      case BS(var binaries) -> binaries.stream().mapToInt(binary -> binary.bytes().length).sum();
      case L(var values) -> CONTAINER_BYTES + values.stream().mapToInt(each -> 1 + of(each)).sum();
      case M(var values) -> CONTAINER_BYTES + values.size() + of(values);
    };
  }

  /// Returns one byte per two digits, one for the exponent and one for a minus sign.
  private static int of(BigDecimal number) {
    return 1 + (number.precision() + 1) / 2 + (number.signum() < 0 ? 1 : 0);
  }

  /// Returns the length of a text in UTF-8, in bytes.
  public static int utf8(String text) {
    var size = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c < 0x80) {
        size++;
      } else if (c < 0x800) {
        size += 2;
      } else if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
        size += 4;
        i++;
      } else {
        size += 3;
      }
    }
    return size;
  }
}
