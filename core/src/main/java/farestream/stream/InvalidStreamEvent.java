package farestream.stream;

/// Thrown for text that isn't an AWS Lambda event of a DynamoDB stream with both images. The
/// message never quotes the text, which may hold personal data.
public final class InvalidStreamEvent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidStreamEvent(String message) {
    super(message);
  }
}
