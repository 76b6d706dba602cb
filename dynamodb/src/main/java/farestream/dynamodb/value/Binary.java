package farestream.dynamodb.value;

import java.util.Arrays;
import java.util.Base64;

/// A byte array with value equality, ordered by unsigned bytes. Callers must not modify the array.
public final class Binary implements Comparable<Binary> {
  private final byte[] bytes;

  public Binary(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Decodes Base64.
  ///
  /// @throws IllegalArgumentException if the text is not Base64
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

  /// Returns the bytes in Base64, as in the protocol.
  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
