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
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Encodes items as bytes on disk: the number of attributes, then for each attribute the number of
/// its name (or 0 and the name itself if the name has no number), a byte for the type, and the
/// value.
public final class ItemCodec {
  static final byte TEXT = 1;
  static final byte NUMBER = 2;
  static final byte BINARY = 3;
  static final byte TRUE = 4;
  static final byte FALSE = 5;
  static final byte NULL = 6;
  static final byte TEXTS = 7;
  static final byte NUMBERS = 8;
  static final byte BINARIES = 9;
  static final byte LIST = 10;
  static final byte MAP = 11;
  // A number of up to 18 digits, the common case: the scale, then the unscaled value.
  static final byte SHORT_NUMBER = 12;

  private static final int DIGITS_OF_A_LONG = 18;

  private final AttributeNames names;

  public ItemCodec(AttributeNames names) {
    this.names = names;
  }

  /// Returns a transcoder from this encoding to JSON.
  public ItemTranscoder transcoder() {
    return new ItemTranscoder(names);
  }

  public byte[] encode(Map<String, AttributeValue> item) {
    var sink = new ByteSink();
    put(sink, item);
    return sink.toByteArray();
  }

  public Map<String, AttributeValue> decode(byte[] bytes) {
    return takeItem(new ByteSource(bytes));
  }

  private void put(ByteSink sink, Map<String, AttributeValue> item) {
    sink.putNumber(item.size());
    for (var attribute : item.entrySet()) {
      var number = names.number(attribute.getKey());
      sink.putNumber(number);
      if (number == AttributeNames.NONE) {
        sink.putText(attribute.getKey());
      }
      put(sink, attribute.getValue());
    }
  }

  private Map<String, AttributeValue> takeItem(ByteSource source) {
    var count = source.takeNumber();
    var item = LinkedHashMap.<String, AttributeValue>newLinkedHashMap(count);
    for (var i = 0; i < count; i++) {
      var number = source.takeNumber();
      var name = number == AttributeNames.NONE ? source.takeText() : names.name(number);
      item.put(name, take(source));
    }
    return item;
  }

  private void put(ByteSink sink, AttributeValue value) {
    switch (value) {
      case S(var text) -> {
        sink.put(TEXT);
        sink.putText(text);
      }
      case N(var number) -> put(sink, number);
      case B(var binary) -> {
        sink.put(BINARY);
        sink.putBytes(binary.bytes());
      }
      case Bool(var truth) -> sink.put(truth ? TRUE : FALSE);
      case Null _ -> sink.put(NULL);
      case SS(var texts) -> putAll(sink, TEXTS, texts, sink::putText);
      case NS(var numbers) -> putAll(sink, NUMBERS, numbers, number -> put(sink, number));
      case BS(var values) -> putAll(sink, BINARIES, values, each -> sink.putBytes(each.bytes()));
      case L(var values) -> putAll(sink, LIST, values, each -> put(sink, each));
      case M(var values) -> {
        sink.put(MAP);
        put(sink, values);
      }
    }
  }

  private static <T> void putAll(ByteSink sink, byte type, Collection<T> values, Consumer<T> put) {
    sink.put(type);
    sink.putNumber(values.size());
    values.forEach(put);
  }

  private static void put(ByteSink sink, BigDecimal number) {
    var isShort = number.precision() <= DIGITS_OF_A_LONG;
    sink.put(isShort ? SHORT_NUMBER : NUMBER);
    sink.putNumber(zigzag(number.scale()));
    if (isShort) {
      sink.putNumber(zigzag(number.unscaledValue().longValue()));
    } else {
      sink.putBytes(number.unscaledValue().toByteArray());
    }
  }

  /// Returns the zigzag encoding, in which numbers near 0 are small regardless of their sign.
  private static long zigzag(long number) {
    return number << 1 ^ number >> 63;
  }

  private static long unzigzag(long number) {
    return number >>> 1 ^ -(number & 1);
  }

  static long takeLong(ByteSource source) {
    return unzigzag(source.takeLong());
  }

  private AttributeValue take(ByteSource source) {
    var type = source.take();
    return switch (type) {
      case TEXT -> new S(source.takeText());
      case NUMBER, SHORT_NUMBER -> new N(takeNumber(source, type));
      case BINARY -> new B(new Binary(source.takeBytes()));
      case TRUE -> new Bool(true);
      case FALSE -> new Bool(false);
      case NULL -> new AttributeValue.Null();
      case TEXTS -> new SS(takeAll(source, source::takeText));
      case NUMBERS -> new NS(takeAll(source, () -> takeNumber(source, source.take())));
      case BINARIES -> new BS(takeAll(source, () -> new Binary(source.takeBytes())));
      case LIST -> new L(takeList(source));
      case MAP -> new M(takeItem(source));
      default -> throw new IllegalStateException("unknown type code " + type);
    };
  }

  private static BigDecimal takeNumber(ByteSource source, int type) {
    var scale = takeScale(source);
    return type == SHORT_NUMBER
        ? BigDecimal.valueOf(takeLong(source), scale)
        : takeLarge(source, scale);
  }

  static int takeScale(ByteSource source) {
    return (int) takeLong(source);
  }

  static BigDecimal takeLarge(ByteSource source, int scale) {
    return new BigDecimal(new BigInteger(source.takeBytes()), scale);
  }

  private static <T> Set<T> takeAll(ByteSource source, Supplier<T> take) {
    var count = source.takeNumber();
    var values = LinkedHashSet.<T>newLinkedHashSet(count);
    for (var i = 0; i < count; i++) {
      values.add(take.get());
    }
    return values;
  }

  private List<AttributeValue> takeList(ByteSource source) {
    var count = source.takeNumber();
    var values = new ArrayList<AttributeValue>(count);
    for (var i = 0; i < count; i++) {
      values.add(take(source));
    }
    return values;
  }
}
