package farestream.stream;

/// Thrown for text that isn't an item in DynamoDB JSON. The message says where and why, and never
/// quotes the text, which may hold personal data.
public final class InvalidItem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidItem(String message) {
    super(message);
  }
}
