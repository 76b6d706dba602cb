package farestream.failure;

/// A server can't be reached. The same command may succeed later. Exit status 4.
public non-sealed class Unreachable extends Failure {
  private static final long serialVersionUID = 1L;

  public Unreachable(String message) {
    super(message);
  }

  public Unreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
