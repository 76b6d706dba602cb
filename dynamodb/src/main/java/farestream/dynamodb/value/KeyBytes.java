package farestream.dynamodb.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.dynamodb.value.AttributeValue.B;
import farestream.dynamodb.value.AttributeValue.N;
import farestream.dynamodb.value.AttributeValue.S;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.zip.CRC32C;

/// Bytes that are ordered as DynamoDB orders keys: text and binary as unsigned bytes, numbers by
/// value. Each value's bytes end by themselves, so that values can follow each other.
public final class KeyBytes {
  /// Bytes of a partition's hash, with which each of its keys begins.
  public static final int HASH_BYTES = 4;

  /// How many hashes there are.
  public static final long HASHES = 1L << 31;

  // A zero byte within a value is followed by one that sorts behind every end.
  private static final int ESCAPED_ZERO = 0xFF;
  private static final int ZERO = 0x80;
  private static final int POSITIVE = 0xC0;
  private static final int NEGATIVE = 0x40;
  private static final int EXPONENT_BIAS = 130;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

  /// Begins with the hash of a partition key, then the value. Partitions are spread over the
  /// hashes, so that segments of a scan and shards are of like size.
  public static KeyBytes partition(AttributeValue value) {
    var partition = new KeyBytes();
    partition.value(value);
    var hash = new CRC32C();
    hash.update(partition.bytes.toByteArray());
    var key = new KeyBytes();
    key.hash((int) (hash.getValue() >>> 1));
    key.bytes.writeBytes(partition.bytes.toByteArray());
    return key;
  }

  public static KeyBytes of(byte[] prefix) {
    var key = new KeyBytes();
    key.bytes.writeBytes(prefix);
    return key;
  }

  /// The hash, 0 to 2^31 - 1, with which the key begins.
  public static int hash(byte[] key) {
    return (key[0] & 0xFF) << 24 | (key[1] & 0xFF) << 16 | (key[2] & 0xFF) << 8 | (key[3] & 0xFF);
  }

  /// The first key of all partitions that have this hash or a larger one.
  ///
  /// @param hash 0 to 2^31; 2^31 is behind all
  public static byte[] fromHash(long hash) {
    return new byte[] {
      (byte) (hash >>> 24), (byte) (hash >>> 16), (byte) (hash >>> 8), (byte) hash
    };
  }

  private void hash(int hash) {
    bytes.writeBytes(fromHash(hash));
  }

  public KeyBytes value(AttributeValue value) {
    switch (value) {
      case S(var text) -> ended(text.getBytes(UTF_8));
      case B(var binary) -> ended(binary.bytes());
      case N(var number) -> number(number);
      default -> throw new IllegalArgumentException("no key is of the type " + value.type());
    }
    return this;
  }

  public KeyBytes bytes(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  /// What every text or binary with this beginning begins with.
  public KeyBytes beginning(AttributeValue value) {
    switch (value) {
      case S(var text) -> escaped(text.getBytes(UTF_8));
      case B(var binary) -> escaped(binary.bytes());
      default -> throw new IllegalArgumentException("no beginning of the type " + value.type());
    }
    return this;
  }

  private void ended(byte[] value) {
    escaped(value);
    bytes.write(0);
    bytes.write(0);
  }

  private void escaped(byte[] value) {
    for (var b : value) {
      bytes.write(b);
      if (b == 0) {
        bytes.write(ESCAPED_ZERO);
      }
    }
  }

  /// Sign, exponent, then two digits a byte, one more than their value so that 0 can end them; all
  /// inverted where the number is negative.
  private void number(BigDecimal number) {
    if (number.signum() == 0) {
      bytes.write(ZERO);
      return;
    }
    var invert = number.signum() < 0 ? 0xFF : 0;
    bytes.write(number.signum() > 0 ? POSITIVE : NEGATIVE);
    var exponent = number.precision() - number.scale() - 1;
    bytes.write((exponent + EXPONENT_BIAS) ^ invert);
    var digits = number.unscaledValue().abs().toString();
    for (var i = 0; i < digits.length(); i += 2) {
      var tens = digits.charAt(i) - '0';
      var ones = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0;
      bytes.write((tens * 10 + ones + 1) ^ invert);
    }
    bytes.write(invert);
  }

  public byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
