package farestream.dynamodb.value;

import farestream.dynamodb.json.JsonBytes;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Transcodes stored items to the protocol's JSON, from bytes to bytes. The output equals that of
/// [ItemCodec] and [ItemJson] in succession, but no objects are created in between. Thread-safe.
public final class ItemTranscoder {
  private final AttributeNames names;

  /// The JSON `"name":` of each attribute name; the index is the number of the name minus one.
  private final List<byte[]> labels = new CopyOnWriteArrayList<>();

  ItemTranscoder(AttributeNames names) {
    this.names = names;
  }

  /// Appends an item to JSON.
  ///
  /// @param stored an array that contains an encoded item
  /// @param from the position of the item in the array
  public void transcode(byte[] stored, int from, JsonBytes json) {
    item(new ByteSource(stored, from), json);
  }

  private void item(ByteSource source, JsonBytes json) {
    json.raw('{');
    var count = source.takeNumber();
    for (var i = 0; i < count; i++) {
      if (i > 0) {
        json.raw(',');
      }
      var number = source.takeNumber();
      if (number == AttributeNames.NONE) {
        text(source, json);
        json.raw(':');
      } else {
        json.raw(label(number));
      }
      value(source, json);
    }
    json.raw('}');
  }

  private byte[] label(int number) {
    return number <= labels.size() ? labels.get(number - 1) : addedLabel(number);
  }

  private synchronized byte[] addedLabel(int number) {
    while (labels.size() < number) {
      var name = names.name(labels.size() + 1);
      labels.add(new JsonBytes(name.length() + 3).quoted(name).raw(':').toByteArray());
    }
    return labels.get(number - 1);
  }

  private void value(ByteSource source, JsonBytes json) {
    var type = (byte) source.take();
    switch (type) {
      case ItemCodec.TEXT -> text(source, json.raw("{\"S\":"));
      case ItemCodec.NUMBER, ItemCodec.SHORT_NUMBER -> number(source, type, json.raw("{\"N\":"));
      case ItemCodec.BINARY -> binary(source, json.raw("{\"B\":"));
      case ItemCodec.TRUE -> json.raw("{\"BOOL\":true");
      case ItemCodec.FALSE -> json.raw("{\"BOOL\":false");
      case ItemCodec.NULL -> json.raw("{\"NULL\":true");
      case ItemCodec.TEXTS -> list(source, json.raw("{\"SS\":"), () -> text(source, json));
      case ItemCodec.NUMBERS ->
          list(source, json.raw("{\"NS\":"), () -> number(source, (byte) source.take(), json));
      case ItemCodec.BINARIES -> list(source, json.raw("{\"BS\":"), () -> binary(source, json));
      case ItemCodec.LIST -> list(source, json.raw("{\"L\":"), () -> value(source, json));
      case ItemCodec.MAP -> item(source, json.raw("{\"M\":"));
      default -> throw new IllegalStateException("unknown type code " + type);
    }
    json.raw('}');
  }

  private static void text(ByteSource source, JsonBytes json) {
    var length = source.takeNumber();
    json.quoted(source.bytes(), source.skip(length), length);
  }

  private static void binary(ByteSource source, JsonBytes json) {
    json.raw('"').raw(Base64.getEncoder().encode(source.takeBytes())).raw('"');
  }

  private static void number(ByteSource source, byte type, JsonBytes json) {
    var scale = ItemCodec.takeScale(source);
    json.raw('"');
    if (type == ItemCodec.SHORT_NUMBER) {
      var digits = ItemCodec.takeLong(source);
      if (scale == 0) {
        json.number(digits);
      } else {
        json.raw(Numbers.text(BigDecimal.valueOf(digits, scale)));
      }
    } else {
      json.raw(Numbers.text(ItemCodec.takeLarge(source, scale)));
    }
    json.raw('"');
  }

  private static void list(ByteSource source, JsonBytes json, Runnable each) {
    json.raw('[');
    var count = source.takeNumber();
    for (var i = 0; i < count; i++) {
      if (i > 0) {
        json.raw(',');
      }
      each.run();
    }
    json.raw(']');
  }
}
