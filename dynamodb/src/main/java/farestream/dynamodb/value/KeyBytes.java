package farestream.dynamodb.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.dynamodb.value.AttributeValue.B;
import farestream.dynamodb.value.AttributeValue.N;
import farestream.dynamodb.value.AttributeValue.S;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.zip.CRC32C;

/// Encodes keys as bytes whose unsigned order is DynamoDB's order of keys: strings and binaries by
/// unsigned bytes, numbers by value. The encoding of a value is self-delimiting, so that values
/// can be concatenated.
public final class KeyBytes {
  /// The length in bytes of the partition hash that each key begins with.
  public static final int HASH_BYTES = 4;

  /// The number of possible hashes.
  public static final long HASHES = 1L << 31;

  // This byte follows each zero byte of a value. It is larger than the zero byte that ends a
  // value, so that a value sorts before its extensions.
  private static final int ESCAPED_ZERO = 0xFF;
  private static final int ZERO = 0x80;
  private static final int POSITIVE = 0xC0;
  private static final int NEGATIVE = 0x40;
  private static final int EXPONENT_BIAS = 130;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

  /// Returns a key that begins with the hash of a partition key, followed by its value. The hash
  /// spreads partitions evenly, so that segments of a scan and shards have similar sizes.
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

  /// Returns the hash that a key begins with, from 0 to 2^31 - 1.
  public static int hash(byte[] key) {
    return (key[0] & 0xFF) << 24 | (key[1] & 0xFF) << 16 | (key[2] & 0xFF) << 8 | (key[3] & 0xFF);
  }

  /// Returns the lower bound of the keys whose hash is this one or larger.
  ///
  /// @param hash from 0 to 2^31; 2^31 is above all keys
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
      case S(var text) -> terminated(text.getBytes(UTF_8));
      case B(var binary) -> terminated(binary.bytes());
      case N(var number) -> number(number);
      default -> throw new IllegalArgumentException("a key cannot have the type " + value.type());
    }
    return this;
  }

  public KeyBytes bytes(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  /// Appends a string or binary without its end, for a range of values with this prefix.
  public KeyBytes prefix(AttributeValue value) {
    switch (value) {
      case S(var text) -> escaped(text.getBytes(UTF_8));
      case B(var binary) -> escaped(binary.bytes());
      default ->
          throw new IllegalArgumentException("a prefix cannot have the type " + value.type());
    }
    return this;
  }

  private void terminated(byte[] value) {
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

  /// Appends the sign, the exponent, then two digits per byte, and a zero byte as the end. Digit
  /// pairs are stored plus one, so that none is zero. If the number is negative, all bytes after
  /// the sign are inverted.
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
