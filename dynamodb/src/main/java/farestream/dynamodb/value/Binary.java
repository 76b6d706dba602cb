package farestream.dynamodb.value;

import java.util.Arrays;
import java.util.Base64;

/// Bytes as a value. They are ordered as unsigned numbers. The array must not be changed.
public final class Binary implements Comparable<Binary> {
  private final byte[] bytes;

  public Binary(byte[] bytes) {
    this.bytes = bytes;
  }

  /// @throws IllegalArgumentException if the text is not base 64
  public static Binary parse(String base64) {
    return new Binary(Base64.getDecoder().decode(base64));
  }

  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Binary binary && Arrays.equals(bytes, binary.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public int compareTo(Binary other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  /// Base 64, as the protocol writes it.
  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
