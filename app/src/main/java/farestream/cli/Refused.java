package farestream.cli;

/// A rule says no; the message is the line that the user reads.
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message);
  }
}
