package farestream.stream;

/// A text that is not an item in DynamoDB's JSON. The message tells where and why, and never what
/// stood there: that may be personal data.
public final class NotAnItem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotAnItem(String message) {
    super(message);
  }
}
