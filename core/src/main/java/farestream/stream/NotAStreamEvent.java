package farestream.stream;

/// A text that is not what AWS Lambda gives a function of a table's stream, or of a stream
/// without the items. The message never shows what stood there: that may be personal data.
public final class NotAStreamEvent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotAStreamEvent(String message) {
    super(message);
  }
}
