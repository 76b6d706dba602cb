package farestream.failure;

/// A server, or what leads to it, isn't there. The same command may succeed later.
public non-sealed class Unreachable extends Failure {
  private static final long serialVersionUID = 1L;

  public Unreachable(String message) {
    super(message);
  }

  public Unreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
